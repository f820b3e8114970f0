using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.ConstrainedNode.Tests
{
    [TestClass]
    public class LightSleepTests
    {
        [TestMethod]
        public void It_sleeps_between_readings_with_the_gateways_leave()
        {
            NodeRig rig = Start();
            rig.RunFor(39000);
            Assert.AreEqual("0,1,2,3", rig.Sequences());
            Assert.AreEqual(4, rig.Sleep.LightSleeps);
            Assert.IsTrue(rig.World.Gateway.StateOf(Texts.Utf8("n1")) == ClientStage.Asleep);
            Assert.AreEqual(1, rig.Messages("status").Count);
        }

        [TestMethod]
        public void Readings_keep_their_grid_when_the_tick_counter_stands_still()
        {
            NodeRig rig = Start();
            rig.Sleep.IsTickStopped = true;
            rig.RunFor(39000);
            Assert.AreEqual("0,1,2,3", rig.Sequences());
            Assert.AreEqual(30000L, Payloads.Number(Texts.OfUtf8(((SnMessage)rig.Messages("readings")[3]).Payload), "uptime"));
        }

        [TestMethod]
        public void After_a_sleep_that_the_tick_counter_did_not_count_the_loop_still_waits()
        {
            NodeRig rig = Start();
            rig.Sleep.IsTickStopped = true;
            rig.RunFor(15000);
            rig.Loop.RequestStop();
            rig.World.IsReachable = false;
            int before = rig.Clock.Waits;
            rig.Loop.Run();
            Assert.IsTrue(rig.Loop.IsEnded);
            Assert.IsTrue(rig.Clock.Waits - before < 100, (rig.Clock.Waits - before).ToString());
        }

        [TestMethod]
        public void A_board_that_refuses_to_sleep_keeps_its_times_and_turns_on()
        {
            NodeRig rig = Start();
            rig.Sleep.IsRefusing = true;
            rig.RunFor(39000);
            Assert.AreEqual("0,1,2,3", rig.Sequences());
            Assert.AreEqual(0, rig.Sleep.LightSleeps);
            Assert.AreEqual(0, rig.Clock.Waits, "no step waits: the watchdog counts the turns");
            rig.Sleep.IsRefusing = false;
            rig.RunFor(20000);
            Assert.AreEqual("0,1,2,3,4,5", rig.Sequences());
            Assert.IsTrue(rig.Sleep.LightSleeps > 0);
        }

        [TestMethod]
        public void A_board_that_refuses_to_sleep_can_be_stopped_while_it_waits()
        {
            NodeRig rig = Start();
            rig.Sleep.IsRefusing = true;
            rig.RunFor(15000);
            rig.Loop.RequestStop();
            rig.RunFor(PlannedStop.OfflineTimeoutMs + PlannedStop.DisconnectTimeoutMs);
            Assert.IsTrue(rig.Loop.IsEnded);
        }

        [TestMethod]
        public void It_says_all_of_itself_again_from_time_to_time()
        {
            NodeRig rig = Start();
            rig.RunFor(10000L * (SleepCycle.AnnounceCycles + 3));
            Assert.AreEqual(2, rig.Messages("status").Count);
            Assert.AreEqual(2, rig.Messages("info").Count);
        }

        [TestMethod]
        public void A_gateway_that_does_not_answer_is_not_waited_for_with_the_radio_on()
        {
            NodeRig rig = Start();
            rig.RunFor(15000);
            int sleeps = rig.Sleep.LightSleeps;
            rig.World.IsReachable = false;
            rig.RunFor(60000);
            Assert.IsTrue(rig.Sleep.LightSleeps >= sleeps + 3);
            rig.World.IsReachable = true;
            rig.RunFor(60000);
            Assert.StartsWith("0,1,2,3,4,5,6,7,8", rig.Sequences());
            Assert.AreEqual("online", rig.Last("status"));
        }

        [TestMethod]
        public void It_looks_for_commands_between_readings()
        {
            NodeRig rig = new NodeRig();
            rig.Settings.Sleep = SleepMode.Light;
            rig.Settings.IntervalMs = 600000;
            rig.Settings.CheckSeconds = 5;
            rig.Boot();
            rig.RunFor(8000);
            Assert.AreEqual("0", rig.Sequences());
            rig.Command("read");
            rig.RunFor(6000);
            Assert.AreEqual("0,1", rig.Sequences());
        }

        [TestMethod]
        public void Commands_that_waited_together_are_obeyed_in_their_order()
        {
            NodeRig rig = new NodeRig();
            rig.Settings.Sleep = SleepMode.Light;
            rig.Settings.IntervalMs = 600000;
            rig.Settings.CheckSeconds = 5;
            rig.Boot();
            rig.RunFor(8000);
            rig.Command("dance");
            rig.Command("interval 60000");
            rig.Command("read");
            rig.RunFor(6000);
            Assert.AreEqual("0,1", rig.Sequences());
            Assert.AreEqual(1, rig.Log.CountOf("command: a reading every 60000 ms"), rig.Log.ToString());
        }

        private static NodeRig Start()
        {
            NodeRig rig = new NodeRig();
            rig.Settings.Sleep = SleepMode.Light;
            rig.Boot();
            return rig;
        }
    }
}
