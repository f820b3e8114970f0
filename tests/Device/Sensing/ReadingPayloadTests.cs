using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.Sensing.Tests
{
    [TestClass]
    public class ReadingPayloadTests
    {
        [TestMethod]
        public void A_whole_reading_is_written_byte_for_byte()
        {
            Assert.AreEqual(
                "{\"seq\":42,\"uptime\":81234,\"time\":1763841600123,\"temperature\":21.53,\"humidity\":45.12,\"pressure\":1013.25}",
                Write(Sample(), 1763841600123L));
        }

        [TestMethod]
        public void A_time_that_is_not_known_is_left_out()
        {
            Assert.AreEqual(
                "{\"seq\":42,\"uptime\":81234,\"temperature\":21.53,\"humidity\":45.12,\"pressure\":1013.25}",
                Write(Sample(), 0));
        }

        [TestMethod]
        public void The_time_is_the_one_that_is_given()
        {
            Reading reading = Sample();
            reading.UtcMs = 5;
            Assert.Contains("\"time\":7,", Write(reading, 7));
        }

        [TestMethod]
        public void A_value_that_the_sensor_did_not_give_is_left_out()
        {
            Reading reading = Sample();
            reading.Clear(Quantity.Humidity);
            Assert.AreEqual("{\"seq\":42,\"uptime\":81234,\"temperature\":21.53,\"pressure\":1013.25}", Write(reading, 0));
            reading.Clear(Quantity.Temperature);
            Assert.AreEqual("{\"seq\":42,\"uptime\":81234,\"pressure\":1013.25}", Write(reading, 0));
            reading.Clear(Quantity.Pressure);
            Assert.AreEqual("{\"seq\":42,\"uptime\":81234}", Write(reading, 0));
        }

        [TestMethod]
        public void Values_are_exact_to_the_resolution()
        {
            Reading reading = Sample();
            reading.Set(Quantity.Temperature, -5);
            reading.Set(Quantity.Humidity, 8);
            reading.Set(Quantity.Pressure, 300001);
            Assert.AreEqual("{\"seq\":42,\"uptime\":81234,\"temperature\":-0.05,\"humidity\":0.008,\"pressure\":300.001}", Write(reading, 0));
        }

        [TestMethod]
        public void A_value_of_zero_is_written()
        {
            Reading reading = Readings.Of(0, 0, 0);
            Assert.AreEqual("{\"seq\":0,\"uptime\":0,\"temperature\":0,\"humidity\":0,\"pressure\":0}", Write(reading, 0));
        }

        [TestMethod]
        public void The_longest_reading_fits()
        {
            Reading reading = Readings.At(long.MinValue, long.MinValue, int.MinValue + 1, int.MinValue + 1, int.MinValue + 1);
            string payload = Write(reading, long.MinValue);
            Assert.EndsWith(",\"pressure\":-2147483.647}", payload);
            Assert.IsTrue(payload.Length <= ReadingPayload.BytesMax, payload.Length.ToString());
        }

        private static Reading Sample() => Readings.At(42, 81234, 2153, 45120, 1013250);

        private static string Write(Reading reading, long utcMs) => Texts.OfUtf8(new ReadingPayload().Write(reading, utcMs));
    }
}
