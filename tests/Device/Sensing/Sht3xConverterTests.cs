using System;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.Sensing.Tests
{
    [TestClass]
    public class Sht3xConverterTests
    {
        private const int RandomPoints = 500;

        [TestMethod]
        public void Checksum_is_the_data_sheets()
        {
            // Table 20; the others by hand.
            Assert.AreEqual((byte)0x92, SensirionCrc.Compute(Hex.Read("BE EF"), 0, 2));
            Assert.AreEqual((byte)0x81, SensirionCrc.Compute(Hex.Read("00 00"), 0, 2));
            Assert.AreEqual((byte)0xAC, SensirionCrc.Compute(Hex.Read("FF FF"), 0, 2));
            Assert.AreEqual((byte)0x92, SensirionCrc.Compute(Hex.Read("11 22 BE EF 33"), 2, 2));
        }

        [TestMethod]
        public void Six_bytes_are_a_temperature_and_a_humidity()
        {
            Reading reading = new Reading();
            Sht3xConverter converter = new Sht3xConverter();
            Assert.AreEqual((int)SensorFault.None, (int)converter.Convert(Hex.Read("66 66 93 BE EF 92"), reading));
            Assert.IsNull(converter.FaultDetail);
            Assert.IsTrue(reading.Has(Quantity.Temperature) && reading.Has(Quantity.Humidity) && !reading.Has(Quantity.Pressure));
            Assert.AreEqual(2500, reading.Value(Quantity.Temperature));
            Assert.AreEqual(74585, reading.Value(Quantity.Humidity));
            Assert.AreEqual(0, reading.Value(Quantity.Pressure));
        }

        [TestMethod]
        public void The_ends_of_the_formulas_are_exact()
        {
            Assert.AreEqual(-4500, Sht3xConverter.CentiCelsius(0));
            Assert.AreEqual(13000, Sht3xConverter.CentiCelsius(0xFFFF));
            Assert.AreEqual(0, Sht3xConverter.MilliPercent(0));
            Assert.AreEqual(100000, Sht3xConverter.MilliPercent(0xFFFF));
        }

        [TestMethod]
        public void Integers_are_the_floating_point_formula_to_the_nearest()
        {
            int seed = (int)(DateTime.UtcNow.Ticks & 0xFFFFFF);
            SeededRandom random = new SeededRandom(seed);
            for (int i = 0; i < RandomPoints; i++)
            {
                int raw = random.Next(65536);
                double temperature = (100.0 * (-45 + (175.0 * raw / 65535))) - Sht3xConverter.CentiCelsius(raw);
                double humidity = (100000.0 * raw / 65535) - Sht3xConverter.MilliPercent(raw);
                string context = "raw " + raw.ToString() + ", seed " + seed.ToString();
                Assert.IsTrue(temperature > -0.500001 && temperature < 0.500001, context);
                Assert.IsTrue(humidity > -0.500001 && humidity < 0.500001, context);
            }
        }

        [TestMethod]
        public void A_wrong_checksum_is_a_fault_and_no_value()
        {
            Sht3xConverter converter = new Sht3xConverter();
            Reading reading = new Reading();
            Assert.AreEqual((int)SensorFault.BadChecksum, (int)converter.Convert(Hex.Read("66 66 92 BE EF 92"), reading));
            Assert.AreEqual("checksum of the temperature is 0x92 where 0x93 is right", converter.FaultDetail);
            Assert.AreEqual((int)SensorFault.BadChecksum, (int)converter.Convert(Hex.Read("66 66 93 BE EF 91"), reading));
            Assert.AreEqual("checksum of the humidity is 0x91 where 0x92 is right", converter.FaultDetail);
            Assert.IsTrue(reading.HasSameValuesAs(new Reading()));
        }

        [TestMethod]
        public void Each_flipped_bit_is_a_wrong_checksum()
        {
            Sht3xConverter converter = new Sht3xConverter();
            for (int bit = 0; bit < 48; bit++)
            {
                byte[] data = Hex.Read("66 66 93 BE EF 92");
                data[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.AreEqual((int)SensorFault.BadChecksum, (int)converter.Convert(data, new Reading()), "bit " + bit.ToString());
            }
        }

        [TestMethod]
        public void What_a_silent_wire_gives_is_a_wrong_checksum()
        {
            Sht3xConverter converter = new Sht3xConverter();
            Assert.AreEqual((int)SensorFault.BadChecksum, (int)converter.Convert(new byte[6], new Reading()));
            Assert.AreEqual((int)SensorFault.BadChecksum, (int)converter.Convert(Hex.Read("FF FF FF FF FF FF"), new Reading()));
        }

        [TestMethod]
        public void The_ends_of_the_formula_are_outside_the_operating_range()
        {
            Sht3xConverter converter = new Sht3xConverter();
            Reading reading = new Reading();
            Assert.AreEqual((int)SensorFault.None, (int)converter.Convert(Hex.Read("00 00 81 BE EF 92"), reading));
            Assert.AreEqual("temperature -45.00 C", PlausibleRange.Reject(reading, Sht3xConverter.Quantities));
            Assert.IsTrue(reading.HasSameValuesAs(new Reading()));
            Assert.AreEqual((int)SensorFault.None, (int)converter.Convert(Hex.Read("FF FF AC BE EF 92"), reading));
            Assert.AreEqual("temperature 130.00 C", PlausibleRange.Reject(reading, Sht3xConverter.Quantities));
            Assert.IsTrue(reading.HasSameValuesAs(new Reading()));
        }

        [TestMethod]
        public void Status_is_a_word_with_a_checksum()
        {
            Sht3xConverter converter = new Sht3xConverter();
            Assert.AreEqual(0xBEEF, converter.Status(Hex.Read("BE EF 92")));
            Assert.IsNull(converter.FaultDetail);
            Assert.AreEqual(-1, converter.Status(Hex.Read("BE EE 92")));
            Assert.StartsWith("checksum of the status is 0x92 where ", converter.FaultDetail);
        }
    }
}
