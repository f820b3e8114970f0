using nanoFramework.TestFramework;

namespace SensorNet.Node.Tests
{
    [TestClass]
    public class PlausibleRangeTests
    {
        [TestMethod]
        [DataRow(-4100, 0, 298000)]
        [DataRow(8600, 100000, 1102000)]
        public void The_bounds_are_plausible(int temperature, int humidity, int pressure)
        {
            Reading reading = Of(temperature, humidity, pressure);
            Assert.IsNull(PlausibleRange.Reject(reading));
            Assert.IsTrue(reading.HasTemperature && reading.HasHumidity && reading.HasPressure);
            Assert.IsTrue(reading.HasSameValuesAs(Of(temperature, humidity, pressure)));
        }

        [TestMethod]
        [DataRow(-4101)]
        [DataRow(8601)]
        [DataRow(int.MaxValue)]
        [DataRow(-2000000000)]
        public void A_temperature_beyond_takes_the_other_values_with_it(int temperature)
        {
            Reading reading = Of(temperature, 50000, 1000000);
            Assert.AreEqual("temperature " + temperature.ToString() + " x 0.01 C", PlausibleRange.Reject(reading));
            Assert.IsTrue(reading.HasSameValuesAs(new Reading()));
        }

        [TestMethod]
        [DataRow(-1)]
        [DataRow(100001)]
        public void A_humidity_beyond_goes_alone(int humidity)
        {
            Reading reading = Of(2000, humidity, 1000000);
            Assert.AreEqual("humidity " + humidity.ToString() + " x 0.001 %RH", PlausibleRange.Reject(reading));
            Assert.IsTrue(reading.HasTemperature && !reading.HasHumidity && reading.HasPressure);
            Assert.AreEqual(0, reading.HumidityMilliPercent);
        }

        [TestMethod]
        [DataRow(297999)]
        [DataRow(1102001)]
        public void A_pressure_beyond_goes_alone(int pressure)
        {
            Reading reading = Of(2000, 50000, pressure);
            Assert.AreEqual("pressure " + pressure.ToString() + " x 0.1 Pa", PlausibleRange.Reject(reading));
            Assert.IsTrue(reading.HasTemperature && reading.HasHumidity && !reading.HasPressure);
            Assert.AreEqual(0, reading.PressureDeciPascals);
        }

        [TestMethod]
        public void The_first_of_several_is_named()
        {
            Reading reading = Of(2000, -1, 0);
            Assert.StartsWith("humidity -1 ", PlausibleRange.Reject(reading));
            Assert.IsTrue(reading.HasTemperature && !reading.HasHumidity && !reading.HasPressure);
        }

        [TestMethod]
        public void A_value_that_was_not_given_is_not_judged()
        {
            Reading reading = Of(9999, -1, 0);
            reading.HasTemperature = false;
            reading.HasHumidity = false;
            reading.HasPressure = false;
            Assert.IsNull(PlausibleRange.Reject(reading));
        }

        private static Reading Of(int temperature, int humidity, int pressure)
        {
            return new Reading
            {
                HasTemperature = true,
                TemperatureCentiCelsius = temperature,
                HasHumidity = true,
                HumidityMilliPercent = humidity,
                HasPressure = true,
                PressureDeciPascals = pressure,
            };
        }
    }
}
