using System;
using nanoFramework.TestFramework;

namespace SensorNet.Sensing.Tests
{
    [TestClass]
    public class PlausibleRangeTests
    {
        [TestMethod]
        [DataRow(-4100, 0, 298000)]
        [DataRow(8600, 100000, 1102000)]
        public void The_bounds_are_plausible(int temperature, int humidity, int pressure)
        {
            Reading reading = Readings.Of(temperature, humidity, pressure);
            Assert.IsNull(PlausibleRange.Reject(reading, Bmx280Converter.Quantities));
            Assert.IsTrue(reading.Has(Quantity.Temperature) && reading.Has(Quantity.Humidity) && reading.Has(Quantity.Pressure));
            Assert.IsTrue(reading.HasSameValuesAs(Readings.Of(temperature, humidity, pressure)));
        }

        [TestMethod]
        [DataRow(-4101, "-41.01")]
        [DataRow(8601, "86.01")]
        [DataRow(int.MaxValue, "21474836.47")]
        [DataRow(int.MinValue, "-21474836.48")]
        public void A_temperature_beyond_takes_the_other_values_with_it(int temperature, string text)
        {
            Reading reading = Readings.Of(temperature, 50000, 1000000);
            Assert.AreEqual("temperature " + text + " C", PlausibleRange.Reject(reading, Bmx280Converter.Quantities));
            Assert.IsTrue(reading.HasSameValuesAs(new Reading()));
        }

        [TestMethod]
        [DataRow(-1, "-0.001")]
        [DataRow(100001, "100.001")]
        public void A_humidity_beyond_goes_alone(int humidity, string text)
        {
            Reading reading = Readings.Of(2000, humidity, 1000000);
            Assert.AreEqual("humidity " + text + " %RH", PlausibleRange.Reject(reading, Bmx280Converter.Quantities));
            Assert.IsTrue(reading.Has(Quantity.Temperature) && !reading.Has(Quantity.Humidity) && reading.Has(Quantity.Pressure));
            Assert.AreEqual(0, reading.Value(Quantity.Humidity));
        }

        [TestMethod]
        [DataRow(297999, "297.999")]
        [DataRow(1102001, "1102.001")]
        public void A_pressure_beyond_goes_alone(int pressure, string text)
        {
            Reading reading = Readings.Of(2000, 50000, pressure);
            Assert.AreEqual("pressure " + text + " hPa", PlausibleRange.Reject(reading, Bmx280Converter.Quantities));
            Assert.IsTrue(reading.Has(Quantity.Temperature) && reading.Has(Quantity.Humidity) && !reading.Has(Quantity.Pressure));
            Assert.AreEqual(0, reading.Value(Quantity.Pressure));
        }

        [TestMethod]
        public void The_first_of_several_is_named()
        {
            Reading reading = Readings.Of(2000, -1, 0);
            Assert.StartsWith("humidity -0.001 %RH", PlausibleRange.Reject(reading, Bmx280Converter.Quantities));
            Assert.IsTrue(reading.Has(Quantity.Temperature) && !reading.Has(Quantity.Humidity) && !reading.Has(Quantity.Pressure));
        }

        [TestMethod]
        public void A_value_that_was_not_given_is_not_judged()
        {
            Reading reading = Readings.Of(9999, -1, 0);
            reading.Clear(Quantity.Temperature);
            reading.Clear(Quantity.Humidity);
            reading.Clear(Quantity.Pressure);
            Assert.IsNull(PlausibleRange.Reject(reading, Bmx280Converter.Quantities));
        }

        [TestMethod]
        public void Each_sensor_has_its_own_range()
        {
            Assert.IsNull(PlausibleRange.Reject(Readings.OfTemperature(0, 12600), Sht3xConverter.Quantities));
            Assert.IsNull(PlausibleRange.Reject(Readings.OfTemperature(0, -4100), Sht3xConverter.Quantities));
            Assert.AreEqual("temperature 126.01 C", PlausibleRange.Reject(Readings.OfTemperature(0, 12601), Sht3xConverter.Quantities));
            Assert.AreEqual("temperature -41.01 C", PlausibleRange.Reject(Readings.OfTemperature(0, -4101), Sht3xConverter.Quantities));
            Assert.AreEqual("temperature 126.00 C", PlausibleRange.Reject(Readings.OfTemperature(0, 12600), Bmx280Converter.Quantities));
        }

        [TestMethod]
        public void A_sensor_tells_what_it_gives()
        {
            Assert.AreEqual("temperature humidity pressure ", Names(Bmx280Converter.Quantities));
            Assert.AreEqual("temperature pressure ", Names(Bmx280Converter.QuantitiesWithoutHumidity));
            Assert.AreEqual("temperature humidity ", Names(Sht3xConverter.Quantities));
        }

        [TestMethod]
        public void A_reading_has_room_for_every_quantity()
        {
            Assert.IsTrue(Quantity.Count <= Quantity.CountMax);
            Assert.ThrowsException(typeof(IndexOutOfRangeException), () => Quantity.Of(Quantity.Count));
        }

        private static string Names(QuantityRange[] ranges)
        {
            string names = "";
            for (int i = 0; i < ranges.Length; i++)
            {
                names += Quantity.Of(ranges[i].Number).Name + " ";
            }

            return names;
        }
    }
}
