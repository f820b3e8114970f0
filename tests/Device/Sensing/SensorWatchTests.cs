using nanoFramework.TestFramework;
using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.Sensing.Tests
{
    [TestClass]
    public class SensorWatchTests
    {
        [TestMethod]
        public void A_good_sensor_is_opened_once_and_read_each_time()
        {
            FakeSensor sensor = new FakeSensor();
            FakeLog log = new FakeLog();
            NodeHealth health = new NodeHealth();
            SensorWatch watch = Watch(sensor, log, health);
            Assert.IsNull(watch.Description);
            for (int i = 0; i < 10; i++)
            {
                Assert.IsTrue(watch.TryRead(new Reading(), i * 1000L));
                Assert.IsFalse(watch.IsFaulty);
            }

            Assert.AreEqual(1, sensor.Opens);
            Assert.AreEqual(10, sensor.Measurements);
            Assert.AreEqual("BME280 at 0x76", watch.Description);
            Assert.AreEqual(0L, health.SensorErrors);
            Assert.AreEqual("sensor: BME280 at 0x76\n", log.ToString());
        }

        [TestMethod]
        public void The_values_are_the_sensors_and_the_times_are_left_alone()
        {
            FakeSensor sensor = new FakeSensor();
            Reading reading = new Reading { Sequence = 5, UptimeMs = 6, UtcMs = 7 };
            Assert.IsTrue(Watch(sensor, new FakeLog(), new NodeHealth()).TryRead(reading, 0));
            Assert.AreEqual(2000, reading.Value(Quantity.Temperature));
            Assert.AreEqual(45000, reading.Value(Quantity.Humidity));
            Assert.AreEqual(1013250, reading.Value(Quantity.Pressure));
            Assert.AreEqual(5L, reading.Sequence);
            Assert.AreEqual(6L, reading.UptimeMs);
            Assert.AreEqual(7L, reading.UtcMs);
        }

        [TestMethod]
        public void A_sensor_that_is_not_there_is_tried_again_with_backoff()
        {
            FakeSensor sensor = new FakeSensor { OpenFault = SensorFault.NoDevice, Detail = "nothing answers" };
            FakeLog log = new FakeLog();
            NodeHealth health = new NodeHealth();
            SensorWatch watch = Watch(sensor, log, health);
            int[] waits = { 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000 };
            long nowMs = 500;
            for (int i = 0; i < waits.Length; i++)
            {
                Reading reading = Readings.OfTemperature(0, 5);
                Assert.IsFalse(watch.TryRead(reading, nowMs));
                Assert.IsFalse(reading.Has(Quantity.Temperature), "a value of before");
                Assert.IsTrue(watch.IsFaulty);
                Assert.AreEqual(nowMs + waits[i], watch.RetryAtMs, "attempt " + i.ToString());
                Assert.AreEqual(i + 1L, health.SensorErrors);
                nowMs = watch.RetryAtMs;
            }

            Assert.AreEqual(0, sensor.Measurements);
            Assert.AreEqual("sensor: no device: nothing answers", health.LastError);
            Assert.AreEqual(1, log.CountOf("sensor: no device: nothing answers"), "the same fault is told once");
        }

        [TestMethod]
        public void It_goes_on_when_the_sensor_is_back_and_says_so()
        {
            FakeSensor sensor = new FakeSensor { OpenFault = SensorFault.NoDevice };
            FakeLog log = new FakeLog();
            SensorWatch watch = Watch(sensor, log, new NodeHealth());
            watch.TryRead(new Reading(), 0);
            sensor.OpenFault = SensorFault.None;
            Assert.IsTrue(watch.TryRead(new Reading(), 1000));
            Assert.IsFalse(watch.IsFaulty);
            Assert.AreEqual("sensor: no device\nsensor: BME280 at 0x76\nsensor: readings again\n", log.ToString());
        }

        [TestMethod]
        public void A_sensor_that_fails_to_measure_is_set_up_anew()
        {
            FakeSensor sensor = new FakeSensor();
            NodeHealth health = new NodeHealth();
            SensorWatch watch = Watch(sensor, new FakeLog(), health);
            watch.TryRead(new Reading(), 0);
            sensor.MeasureFault = SensorFault.BusError;
            Assert.IsFalse(watch.TryRead(new Reading(), 10000));
            Assert.AreEqual(1, sensor.Opens);
            Assert.AreEqual(11000L, watch.RetryAtMs);
            Assert.IsFalse(watch.TryRead(new Reading(), 11000));
            Assert.AreEqual(2, sensor.Opens, "set up anew");
            Assert.AreEqual(13000L, watch.RetryAtMs, "the backoff goes on");
            sensor.MeasureFault = SensorFault.None;
            Assert.IsTrue(watch.TryRead(new Reading(), 13000));
            Assert.AreEqual(3, sensor.Opens);
            Assert.AreEqual(2L, health.SensorErrors);
        }

        [TestMethod]
        public void Good_readings_for_a_minute_reset_the_backoff()
        {
            FakeSensor sensor = new FakeSensor();
            SensorWatch watch = FaultyTwiceThenGoodAt3000(sensor);
            watch.TryRead(new Reading(), 30000);
            sensor.MeasureFault = SensorFault.Timeout;
            watch.TryRead(new Reading(), 63000);
            Assert.AreEqual(64000L, watch.RetryAtMs);
        }

        [TestMethod]
        public void A_sensor_that_opens_and_fails_soon_does_not()
        {
            FakeSensor sensor = new FakeSensor();
            SensorWatch watch = FaultyTwiceThenGoodAt3000(sensor);
            sensor.MeasureFault = SensorFault.Timeout;
            watch.TryRead(new Reading(), 62999);
            Assert.AreEqual(66999L, watch.RetryAtMs);
        }

        [TestMethod]
        public void Another_fault_is_told_too()
        {
            FakeSensor sensor = new FakeSensor { OpenFault = SensorFault.NoDevice };
            FakeLog log = new FakeLog();
            SensorWatch watch = Watch(sensor, log, new NodeHealth());
            watch.TryRead(new Reading(), 0);
            sensor.OpenFault = SensorFault.WrongChip;
            sensor.Detail = "chip id 0x61";
            watch.TryRead(new Reading(), 1000);
            Assert.AreEqual("sensor: no device\nsensor: wrong chip: chip id 0x61\n", log.ToString());
        }

        [TestMethod]
        public void An_implausible_value_is_left_out_and_the_others_are_kept()
        {
            FakeSensor sensor = new FakeSensor();
            sensor.Values.Set(Quantity.Humidity, 100001);
            NodeHealth health = new NodeHealth();
            SensorWatch watch = Watch(sensor, new FakeLog(), health);
            Reading reading = new Reading();
            Assert.IsTrue(watch.TryRead(reading, 0));
            Assert.IsTrue(reading.Has(Quantity.Temperature) && !reading.Has(Quantity.Humidity) && reading.Has(Quantity.Pressure));
            Assert.IsFalse(watch.IsFaulty);
            Assert.AreEqual(1L, health.SensorErrors);
            Assert.AreEqual("sensor: implausible value: humidity 100.001 %RH", health.LastError);
        }

        [TestMethod]
        public void A_partial_fault_counts_once_until_the_sensor_is_set_up_anew()
        {
            FakeSensor sensor = new FakeSensor();
            sensor.Values.Set(Quantity.Humidity, -1);
            NodeHealth health = new NodeHealth();
            SensorWatch watch = Watch(sensor, new FakeLog(), health);
            for (long nowMs = 0; nowMs < 1000; nowMs += 100)
            {
                Assert.IsTrue(watch.TryRead(new Reading(), nowMs));
            }

            Assert.AreEqual(1L, health.SensorErrors);
            Assert.AreEqual(1, sensor.Opens);
            watch.TryRead(new Reading(), 1000);
            Assert.AreEqual(2L, health.SensorErrors);
            Assert.AreEqual(2, sensor.Opens);
            Assert.AreEqual(3000L, watch.RetryAtMs);
        }

        [TestMethod]
        public void An_implausible_temperature_leaves_nothing()
        {
            FakeSensor sensor = new FakeSensor();
            sensor.Values.Set(Quantity.Temperature, 9000);
            sensor.IsStuck = true;
            SensorWatch watch = Watch(sensor, new FakeLog(), new NodeHealth());
            Assert.IsFalse(watch.TryRead(new Reading(), 0));
            Assert.IsTrue(watch.IsFaulty);
            Assert.AreEqual(1000L, watch.RetryAtMs);
        }

        [TestMethod]
        public void A_sensor_without_any_value_is_a_fault_with_backoff()
        {
            FakeSensor sensor = new FakeSensor { Values = new Reading() };
            FakeLog log = new FakeLog();
            NodeHealth health = new NodeHealth();
            SensorWatch watch = Watch(sensor, log, health);
            Assert.IsFalse(watch.TryRead(new Reading(), 5000));
            Assert.IsTrue(watch.IsFaulty);
            Assert.AreEqual(6000L, watch.RetryAtMs);
            Assert.AreEqual(1L, health.SensorErrors);
            Assert.AreEqual("sensor: no value", log.Last);
        }

        [TestMethod]
        public void A_sensor_without_humidity_is_no_fault()
        {
            FakeSensor sensor = new FakeSensor { Kind = "BMP280 at 0x77" };
            sensor.Values.Clear(Quantity.Humidity);
            NodeHealth health = new NodeHealth();
            SensorWatch watch = Watch(sensor, new FakeLog(), health);
            Assert.IsTrue(watch.TryRead(new Reading(), 0));
            Assert.AreEqual(0L, health.SensorErrors);
            Assert.AreEqual("BMP280 at 0x77", watch.Description);
        }

        [TestMethod]
        public void Sixty_readings_with_the_same_values_are_a_stuck_sensor_and_still_readings()
        {
            FakeSensor sensor = new FakeSensor { IsStuck = true };
            NodeHealth health = new NodeHealth();
            SensorWatch watch = Watch(sensor, new FakeLog(), health);
            Assert.AreEqual(60, SensorWatch.StuckReadingsMax);
            for (int i = 1; i < 60; i++)
            {
                Assert.IsTrue(watch.TryRead(new Reading(), i * 10000L));
            }

            Assert.AreEqual(0L, health.SensorErrors);
            Reading reading = new Reading();
            Assert.IsTrue(watch.TryRead(reading, 600000));
            Assert.IsTrue(reading.Has(Quantity.Temperature) && reading.Has(Quantity.Humidity) && reading.Has(Quantity.Pressure));
            Assert.AreEqual(1L, health.SensorErrors);
            Assert.AreEqual("sensor: stuck value: the same in 60 readings", health.LastError);
            Assert.AreEqual(1, sensor.Opens);
            Assert.IsTrue(watch.TryRead(new Reading(), 610000));
            Assert.AreEqual(2, sensor.Opens, "set up anew");
        }

        [TestMethod]
        public void A_sensor_that_stays_stuck_is_set_up_anew_every_60_readings()
        {
            FakeSensor sensor = new FakeSensor { IsStuck = true };
            NodeHealth health = new NodeHealth();
            SensorWatch watch = Watch(sensor, new FakeLog(), health);
            for (int i = 1; i <= 181; i++)
            {
                Assert.IsTrue(watch.TryRead(new Reading(), i * 10000L));
            }

            Assert.AreEqual(3L, health.SensorErrors);
            Assert.AreEqual(4, sensor.Opens);
        }

        [TestMethod]
        public void A_single_other_value_shows_that_the_sensor_is_not_stuck()
        {
            FakeSensor sensor = new FakeSensor { IsStuck = true };
            NodeHealth health = new NodeHealth();
            SensorWatch watch = Watch(sensor, new FakeLog(), health);
            for (int i = 0; i < 118; i++)
            {
                sensor.Values.Set(Quantity.Pressure, i == 59 ? 1013251 : 1013250);
                watch.TryRead(new Reading(), i * 10000L);
            }

            Assert.AreEqual(0L, health.SensorErrors);
        }

        private static SensorWatch FaultyTwiceThenGoodAt3000(FakeSensor sensor)
        {
            SensorWatch watch = Watch(sensor, new FakeLog(), new NodeHealth());
            sensor.OpenFault = SensorFault.BusError;
            watch.TryRead(new Reading(), 0);
            watch.TryRead(new Reading(), 1000);
            sensor.OpenFault = SensorFault.None;
            Assert.IsTrue(watch.TryRead(new Reading(), 3000));
            return watch;
        }

        private static SensorWatch Watch(FakeSensor sensor, FakeLog log, NodeHealth health) =>
            new SensorWatch(sensor, log, health, new FakeRandom(true));
    }
}
