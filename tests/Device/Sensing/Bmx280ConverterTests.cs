using nanoFramework.TestFramework;

namespace SensorNet.Sensing.Tests
{
    [TestClass]
    public class Bmx280ConverterTests
    {
        private const int RawTemperature = 519888;
        private const int RawPressure = 415148;
        private const int RawHumidity = 28000;

        [TestMethod]
        public void A_BME280_gives_three_values()
        {
            Reading reading = new Reading();
            Assert.AreEqual((int)SensorFault.None, (int)Example(true).Convert(TrimmingBlock.Data(RawPressure, RawTemperature, RawHumidity), reading));
            Assert.IsTrue(reading.Has(Quantity.Temperature) && reading.Has(Quantity.Pressure) && reading.Has(Quantity.Humidity));
            Assert.AreEqual(2508, reading.Value(Quantity.Temperature));
            Assert.AreEqual(1006533, reading.Value(Quantity.Pressure));
            Assert.AreEqual(44819, reading.Value(Quantity.Humidity));
        }

        [TestMethod]
        public void A_BMP280_gives_two_of_six_bytes()
        {
            byte[] data = new byte[Bmx280Converter.DataBytesWithoutHumidity];
            System.Array.Copy(TrimmingBlock.Data(RawPressure, RawTemperature, 0), 0, data, 0, data.Length);
            Reading reading = new Reading();
            Assert.AreEqual((int)SensorFault.None, (int)Example(false).Convert(data, reading));
            Assert.IsTrue(reading.Has(Quantity.Temperature) && reading.Has(Quantity.Pressure) && !reading.Has(Quantity.Humidity));
            Assert.AreEqual(0, reading.Value(Quantity.Humidity));
        }

        [TestMethod]
        [DataRow(0x80000, 0x80000, 0x8000, "temperature was not measured (0x80000)")]
        [DataRow(0x80000, 519888, 28000, "pressure was not measured (0x80000)")]
        [DataRow(415148, 0x80000, 28000, "temperature was not measured (0x80000)")]
        [DataRow(415148, 519888, 0x8000, "humidity was not measured (0x8000)")]
        public void What_was_not_measured_is_no_value(int pressure, int temperature, int humidity, string detail) =>
            HasFault(SensorFault.NoValue, detail, pressure, temperature, humidity);

        [TestMethod]
        [DataRow(0x7FFFF, 519888, 28000)]
        [DataRow(0x80001, 519888, 28000)]
        [DataRow(415148, 0x7FFFF, 28000)]
        [DataRow(415148, 0x80001, 28000)]
        [DataRow(415148, 519888, 0x7FFF)]
        [DataRow(415148, 519888, 0x8001)]
        public void What_is_beside_it_was_measured(int pressure, int temperature, int humidity)
        {
            Reading reading = new Reading();
            Assert.AreEqual((int)SensorFault.None, (int)Example(true).Convert(TrimmingBlock.Data(pressure, temperature, humidity), reading));
            Assert.IsTrue(reading.Has(Quantity.Temperature) && reading.Has(Quantity.Pressure) && reading.Has(Quantity.Humidity));
        }

        [TestMethod]
        [DataRow(0, 519888, 28000, "raw pressure 0x0 is the end of the converter's range")]
        [DataRow(0xFFFFF, 519888, 28000, "raw pressure 0xFFFFF is the end of the converter's range")]
        [DataRow(415148, 0, 28000, "raw temperature 0x0 is the end of the converter's range")]
        [DataRow(415148, 0xFFFFF, 28000, "raw temperature 0xFFFFF is the end of the converter's range")]
        [DataRow(415148, 519888, 0, "raw humidity 0x0 is the end of the converter's range")]
        [DataRow(415148, 519888, 0xFFFF, "raw humidity 0xFFFF is the end of the converter's range")]
        public void The_converters_limits_are_no_values(int pressure, int temperature, int humidity, string detail) =>
            HasFault(SensorFault.Implausible, detail, pressure, temperature, humidity);

        [TestMethod]
        public void A_fault_is_forgotten_with_the_next_measurement()
        {
            Bmx280Converter converter = Example(true);
            Reading reading = new Reading();
            converter.Convert(TrimmingBlock.Data(0x80000, 0x80000, 0x8000), reading);
            Assert.IsNotNull(converter.FaultDetail);
            converter.Convert(TrimmingBlock.Data(RawPressure, RawTemperature, RawHumidity), reading);
            Assert.IsNull(converter.FaultDetail);
        }

        [TestMethod]
        public void Nothing_is_converted_without_trimming()
        {
            Reading reading = new Reading();
            byte[] data = TrimmingBlock.Data(RawPressure, RawTemperature, RawHumidity);
            Assert.AreEqual((int)SensorFault.BadTrimming, (int)new Bmx280Converter().Convert(data, reading));
            Bmx280Converter converter = Example(true);
            byte[] block = TrimmingBlock.Of(TrimmingBlock.ExampleWords());
            Assert.AreEqual((int)SensorFault.BadTrimming, (int)converter.TakeTrimming(block, new byte[Bmx280Trimming.Bytes], true));
            Assert.AreEqual((int)SensorFault.BadTrimming, (int)converter.Convert(data, reading));
            Assert.IsTrue(reading.HasSameValuesAs(new Reading()));
        }

        private static void HasFault(SensorFault fault, string detail, int pressure, int temperature, int humidity)
        {
            Bmx280Converter converter = Example(true);
            Reading reading = new Reading();
            Assert.AreEqual((int)fault, (int)converter.Convert(TrimmingBlock.Data(pressure, temperature, humidity), reading));
            Assert.AreEqual(detail, converter.FaultDetail);
            Assert.IsTrue(reading.HasSameValuesAs(new Reading()));
        }

        private static Bmx280Converter Example(bool hasHumidity)
        {
            byte[] block = TrimmingBlock.Of(TrimmingBlock.ExampleWords());
            Bmx280Converter converter = new Bmx280Converter();
            Assert.AreEqual((int)SensorFault.None, (int)converter.TakeTrimming(block, block, hasHumidity));
            return converter;
        }
    }
}
