using System.Collections;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.Sensing;

namespace SensorNet.SensorNode.Tests
{
    [TestClass]
    public class SensingLoopSensorTests
    {
        [TestMethod]
        public void A_node_without_a_sensor_is_online_and_says_what_is_missing()
        {
            LoopRig rig = new LoopRig();
            rig.Sensor.OpenFault = SensorFault.NoDevice;
            rig.Sensor.Detail = "nothing answers at 0x76 or 0x77";
            rig.RunFor(60000);
            Assert.IsTrue(rig.IsOnline);
            Assert.AreEqual(0, rig.Messages("readings").Count);
            Assert.AreEqual(
                "sensor: no device: nothing answers at 0x76 or 0x77", Payloads.Member(rig.LastMessage("diagnostics").Payload, "lastError"));
            Assert.AreEqual(6L, rig.Diagnostic("sensorErrors"), "at 0, 1, 3, 7, 15 and 31 s");
            Assert.IsNull(Payloads.Member(rig.LastMessage("info").Payload, "sensor"));
        }

        [TestMethod]
        public void A_sensor_that_appears_is_announced_and_read()
        {
            LoopRig rig = new LoopRig();
            rig.Sensor.OpenFault = SensorFault.NoDevice;
            rig.RunFor(60000);
            rig.Sensor.OpenFault = SensorFault.None;
            rig.RunFor(60000);
            Assert.AreEqual("BME280 at 0x76", Payloads.Member(rig.LastMessage("info").Payload, "sensor"));
            Assert.AreEqual(2, rig.Messages("info").Count);
            ArrayList readings = rig.Messages("readings");
            Assert.IsNull(Payloads.NotRising(readings, "seq", 0, readings.Count));
            Assert.AreEqual(63000L, Payloads.Number(((PublishedMessage)readings[0]).Payload, "uptime"), "as soon as the backoff has passed");
            Assert.AreEqual(70000L, Payloads.Number(((PublishedMessage)readings[1]).Payload, "uptime"), "back on the grid");
        }

        [TestMethod]
        public void A_fault_of_an_hour_ends_and_is_counted()
        {
            LoopRig rig = new LoopRig();
            rig.RunFor(60000);
            rig.Sensor.MeasureFault = SensorFault.BusError;
            rig.RunFor(3600000);
            Assert.IsTrue(rig.IsOnline);
            int attempts = rig.Sensor.Opens;
            Assert.IsTrue(attempts >= 60 && attempts <= 70, attempts.ToString() + " attempts in an hour");
            rig.Sensor.MeasureFault = SensorFault.None;
            rig.RunFor(120000);
            Assert.AreEqual(1, rig.Log.CountOf("sensor: bus error"));
            Assert.AreEqual(1, rig.Log.CountOf("sensor: readings again"));
            ArrayList readings = rig.Messages("readings");
            Assert.IsNull(Payloads.NotRising(readings, "seq", 0, readings.Count));
            Assert.AreEqual((long)attempts, rig.Diagnostic("sensorErrors"));
        }

        [TestMethod]
        public void A_sensor_that_gives_no_value_does_not_make_the_loop_spin()
        {
            LoopRig rig = new LoopRig();
            rig.Sensor.Values = new Reading();
            rig.RunFor(600000);
            Assert.IsTrue(rig.Sensor.Measurements < 20, rig.Sensor.Measurements.ToString());
            Assert.AreEqual(0, rig.Messages("readings").Count);
            Assert.IsTrue(rig.IsOnline);
        }

        [TestMethod]
        public void A_partial_reading_is_published_without_the_bad_value()
        {
            LoopRig rig = new LoopRig();
            rig.Sensor.Values.Set(Quantity.Pressure, 0);
            rig.RunFor(60000);
            Assert.AreEqual(7, rig.Messages("readings").Count);
            Assert.AreEqual("{\"seq\":6,\"uptime\":60000,\"temperature\":20.06,\"humidity\":45}", rig.LastMessage("readings").Payload);
            Assert.IsTrue(rig.Diagnostic("sensorErrors") > 0);
        }

        [TestMethod]
        public void A_stuck_sensor_is_told_and_its_readings_go_on()
        {
            LoopRig rig = new LoopRig();
            rig.Sensor.IsStuck = true;
            rig.RunFor(660000);
            Assert.AreEqual(67, rig.Messages("readings").Count);
            Assert.AreEqual(1L, rig.Diagnostic("sensorErrors"));
            Assert.AreEqual(2, rig.Sensor.Opens);
            Assert.AreEqual("sensor: stuck value: the same in 60 readings", Payloads.Member(rig.LastMessage("diagnostics").Payload, "lastError"));
        }

        [TestMethod]
        public void Each_sensor_fault_leaves_the_loop_running()
        {
            for (int fault = 1; fault <= (int)SensorFault.BadChecksum; fault++)
            {
                LoopRig rig = new LoopRig();
                rig.RunFor(20000);
                rig.Sensor.MeasureFault = (SensorFault)fault;
                rig.RunFor(20000);
                Assert.StartsWith("sensor: " + SensorFaults.Describe((SensorFault)fault), (string)rig.Log.Lines[rig.Log.Lines.Count - 1]);
                rig.Sensor.MeasureFault = SensorFault.None;
                rig.RunFor(40000);
                Assert.IsTrue(rig.IsOnline);
                Assert.IsTrue(rig.Messages("readings").Count >= 5, rig.Messages("readings").Count.ToString());
            }
        }
    }
}
