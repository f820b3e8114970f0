using nanoFramework.TestFramework;
using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode.Tests
{
    [TestClass]
    public class LoopTests
    {
        [TestMethod]
        public void A_node_that_stays_awake_says_online_and_info_and_reads_on_time()
        {
            NodeRig rig = Start(SleepMode.None);
            rig.RunFor(35000);
            Assert.AreEqual("0,1,2,3", rig.Sequences());
            Assert.AreEqual("online", rig.Last("status"));
            Assert.IsTrue(((SnMessage)rig.Messages("status")[0]).Retain);
            Assert.AreEqual(1, rig.Messages("info").Count);
            Assert.AreEqual(1, rig.Messages("diagnostics").Count);
        }

        [TestMethod]
        public void A_planned_stop_says_offline()
        {
            NodeRig rig = Start(SleepMode.None);
            rig.RunFor(5000);
            rig.Loop.RequestStop();
            rig.RunFor(10000);
            Assert.IsTrue(rig.Loop.IsEnded);
            Assert.AreEqual("offline", rig.Last("status"));
        }

        [TestMethod]
        public void A_planned_stop_says_the_readings_that_wait_before_offline()
        {
            NodeRig rig = Start(SleepMode.None);
            rig.RunFor(500);
            rig.Command("interval 1000");
            rig.RunFor(2000);
            rig.World.IsReachable = false;
            rig.RunFor(3000);
            rig.World.IsReachable = true;
            rig.Loop.RequestStop();
            rig.RunFor(10000);
            Assert.IsTrue(rig.Loop.IsEnded);
            Assert.StartsWith("0,1,2,3,4,5", rig.Sequences());
            SnMessage last = (SnMessage)rig.World.Broker.Messages[rig.World.Broker.Messages.Count - 1];
            Assert.AreEqual("devices/n1/status", last.Topic);
            Assert.AreEqual("offline", rig.Last("status"));
            Assert.AreEqual(0, rig.Log.CountOf("unsent"));
        }

        [TestMethod]
        public void A_planned_stop_gives_up_the_readings_that_take_too_long_and_says_how_many()
        {
            NodeRig rig = Start(SleepMode.None);
            rig.RunFor(500);
            rig.Command("interval 1000");
            rig.RunFor(2000);
            rig.World.Broker.IsAnswering = false;
            rig.RunFor(3000);
            rig.Loop.RequestStop();
            rig.RunFor(PlannedStop.LastReadingsMs);
            Assert.AreEqual(1, rig.Log.CountOf("the stop leaves 3 readings unsent"), rig.Log.ToString());
            rig.RunFor(PlannedStop.OfflineTimeoutMs + PlannedStop.DisconnectTimeoutMs);
            Assert.IsTrue(rig.Loop.IsEnded);
        }

        [TestMethod]
        public void A_stop_while_the_gateway_is_away_ends_all_the_same()
        {
            NodeRig rig = Start(SleepMode.None);
            rig.RunFor(5000);
            rig.World.IsReachable = false;
            rig.Loop.RequestStop();
            rig.RunFor(PlannedStop.OfflineTimeoutMs + PlannedStop.DisconnectTimeoutMs + 1);
            Assert.IsTrue(rig.Loop.IsEnded);
        }

        [TestMethod]
        public void Readings_wait_in_order_while_the_gateway_is_away()
        {
            NodeRig rig = Start(SleepMode.None);
            rig.RunFor(15000);
            rig.World.IsReachable = false;
            rig.RunFor(60000);
            Assert.AreEqual("0,1", rig.Sequences());
            rig.World.IsReachable = true;
            rig.RunFor(120000);
            Assert.StartsWith("0,1,2,3,4,5,6,7,8,9,10", rig.Sequences());
        }

        [TestMethod]
        public void A_gateway_that_forgot_the_node_hears_all_of_it_again()
        {
            NodeRig rig = Start(SleepMode.None);
            rig.RunFor(15000);
            rig.World.Restart();
            rig.RunFor(60000);
            Assert.AreEqual(2, rig.Messages("info").Count);
            Assert.StartsWith("0,1,2,3,4,5", rig.Sequences());
        }

        [TestMethod]
        public void A_gateway_that_has_another_address_is_found_by_its_name()
        {
            NodeRig rig = Start(SleepMode.None);
            rig.RunFor(15000);
            rig.World.MoveTo(2);
            rig.RunFor(120000);
            Assert.StartsWith("0,1,2,3,4,5", rig.Sequences());
        }

        [TestMethod]
        public void A_name_server_that_is_away_does_not_keep_the_node_from_a_gateway_it_knows()
        {
            NodeRig rig = Start(SleepMode.None);
            rig.RunFor(15000);
            rig.World.IsReachable = false;
            rig.World.HasNames = false;
            rig.RunFor(60000);
            rig.World.IsReachable = true;
            rig.RunFor(120000);
            Assert.StartsWith("0,1,2,3,4,5", rig.Sequences());
        }

        [TestMethod]
        public void A_sensor_that_is_silent_does_not_end_the_loop()
        {
            NodeRig rig = Start(SleepMode.None);
            rig.Sensor.OpenFault = SensorFault.NoDevice;
            rig.RunFor(30000);
            Assert.AreEqual("", rig.Sequences());
            rig.Sensor.OpenFault = SensorFault.None;
            rig.RunFor(80000);
            Assert.StartsWith("0,1", rig.Sequences());
        }

        [TestMethod]
        public void A_command_takes_a_reading_and_changes_the_interval()
        {
            NodeRig rig = Start(SleepMode.None);
            rig.RunFor(5000);
            rig.Command("read");
            rig.RunFor(100);
            Assert.AreEqual("0,1", rig.Sequences());
            rig.Command("interval 1000");
            rig.RunFor(3100);
            Assert.AreEqual("0,1,2,3,4", rig.Sequences());
            rig.Command("dance");
            rig.Command("interval 5");
            rig.RunFor(1000);
            Assert.AreEqual("0,1,2,3,4,5", rig.Sequences());
        }

        [TestMethod]
        public void Qos_minus_one_sends_one_datagram_a_reading()
        {
            NodeRig rig = new NodeRig();
            rig.Settings.Qos = -1;
            rig.Settings.TopicId = 7;
            rig.Settings.HasWill = false;
            rig.Settings.CommandsQos = ConstrainedSettings.NoCommands;
            rig.Boot();
            rig.RunFor(35000);
            Assert.AreEqual(4, rig.World.Sent);
            Assert.AreEqual(4, rig.World.Broker.Messages.Count);
            Assert.AreEqual("p7", ((SnMessage)rig.World.Broker.Messages[0]).Topic);
            Assert.AreEqual(0, rig.World.Gateway.ClientCount);
        }

        private static NodeRig Start(SleepMode mode)
        {
            NodeRig rig = new NodeRig();
            rig.Settings.Sleep = mode;
            rig.Boot();
            return rig;
        }
    }
}
