using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.ConstrainedNode.Tests
{
    [TestClass]
    public class DeepSleepTests
    {
        [TestMethod]
        public void The_sequence_goes_on_over_the_sleeps_with_few_writes()
        {
            NodeRig rig = Start();
            Run(rig, 15);
            Assert.AreEqual("0,1,2,3,4,5,6,7,8,9,10,11,12,13,14", rig.Sequences());
            Assert.AreEqual(1, rig.Messages("status").Count);
            Assert.AreEqual(1, rig.Log.CountOf("the first reading is sent"), "once, not at each wake-up");
            Assert.IsTrue(rig.Store.Writes <= 2, rig.Store.Writes.ToString());
        }

        [TestMethod]
        public void It_says_all_of_itself_again_from_time_to_time()
        {
            NodeRig rig = Start();
            Run(rig, SleepCycle.AnnounceCycles + 3);
            Assert.AreEqual(2, rig.Messages("status").Count);
            Assert.AreEqual(2, rig.Messages("info").Count);
        }

        [TestMethod]
        public void Without_a_connection_the_gateway_is_looked_for_again_from_time_to_time()
        {
            NodeRig rig = new NodeRig();
            rig.Settings.Sleep = SleepMode.Deep;
            rig.Settings.GatewayHost = null;
            rig.Settings.Qos = -1;
            rig.Settings.TopicId = 7;
            rig.Settings.HasWill = false;
            rig.Settings.CommandsQos = ConstrainedSettings.NoCommands;
            rig.Boot();
            Run(rig, 2);
            int before = rig.World.Sent;
            Run(rig, SleepCycle.AnnounceCycles);

            // A datagram a reading, and one SEARCHGW.
            Assert.AreEqual(before + SleepCycle.AnnounceCycles + 1, rig.World.Sent);
        }

        [TestMethod]
        public void The_longest_topic_names_cost_no_more_datagrams_and_writes()
        {
            NodeRig rig = new NodeRig();
            rig.Settings.Sleep = SleepMode.Deep;
            rig.Settings.Root = new string('r', 128);
            rig.Settings.DeviceId = new string('n', 23);
            rig.Boot();
            Run(rig, 3);
            int writes = rig.Store.Writes;
            int sent = rig.World.Sent;
            Run(rig, 8);
            Assert.AreEqual(writes, rig.Store.Writes);
            Assert.AreEqual(sent + (8 * 3), rig.World.Sent);
        }

        [TestMethod]
        public void A_command_that_came_during_the_sleep_is_obeyed()
        {
            NodeRig rig = Start();
            Run(rig, 2);
            rig.Command("interval 20000");
            Run(rig, 3);
            Assert.AreEqual("0,1,2,3,4", rig.Sequences());
            long first = Utc(rig, 3);
            Assert.IsTrue(Utc(rig, 4) - first == 20000, (Utc(rig, 4) - first).ToString());
        }

        [TestMethod]
        public void An_interval_that_the_gateway_cannot_be_told_of_is_refused()
        {
            NodeRig rig = Start();
            Run(rig, 2);
            rig.Command("interval 86400000");
            Run(rig, 2);
            rig.Command("interval " + SleepCycle.SleepMaxMs.ToString());
            Run(rig, 3);
            Assert.AreEqual("0,1,2,3,4,5,6", rig.Sequences());
            Assert.AreEqual((long)SleepCycle.SleepMaxMs, Utc(rig, 6) - Utc(rig, 5));
            Assert.AreEqual(0, rig.Log.CountOf("command: a reading every 86400000 ms"));
            Assert.AreEqual(1, rig.Messages("status").Count);
        }

        [TestMethod]
        public void Without_a_clock_the_state_is_written_at_each_sleep()
        {
            NodeRig rig = new NodeRig { UtcAtStartMs = 0 };
            rig.Settings.Sleep = SleepMode.Deep;
            rig.Boot();
            Run(rig, 5);
            Assert.AreEqual("0,1,2,3,4", rig.Sequences());
            Assert.AreEqual(5, rig.Store.Writes);
        }

        [TestMethod]
        public void A_wake_up_costs_three_datagrams()
        {
            NodeRig rig = Start();
            Run(rig, 2);
            int before = rig.World.Sent;
            Run(rig, 1);

            // CONNECT, PUBLISH, DISCONNECT with the duration: the topic id is known.
            Assert.AreEqual(before + 3, rig.World.Sent);
        }

        [TestMethod]
        public void After_a_loss_of_power_no_sequence_number_comes_twice()
        {
            NodeRig rig = Start();
            Run(rig, 5);
            rig.UtcAtStartMs = 0;
            rig.Boot();
            Run(rig, 1);
            string sequences = rig.Sequences();
            Assert.StartsWith("0,1,2,3,4,", sequences);
            string last = sequences.Substring("0,1,2,3,4,".Length);
            Assert.IsTrue(int.Parse(last) >= 5 && int.Parse(last) <= 5 + StateKeeper.SaveCyclesMax, sequences);
        }

        [TestMethod]
        public void A_reset_within_the_interval_uses_another_number()
        {
            NodeRig rig = Start();
            Run(rig, 3);
            rig.RunFor(100);
            rig.Boot();
            Run(rig, 1);
            Assert.AreEqual("0,1,2,3,4", rig.Sequences());
        }

        [TestMethod]
        public void Readings_wait_on_the_flash_while_the_gateway_is_away()
        {
            NodeRig rig = Start();
            Run(rig, 2);
            rig.World.IsReachable = false;
            Run(rig, 3);
            Assert.AreEqual("0,1", rig.Sequences());
            rig.World.IsReachable = true;
            Run(rig, 2);
            Assert.AreEqual("0,1,2,3,4,5,6", rig.Sequences());
        }

        [TestMethod]
        public void Readings_of_an_outage_come_once_when_the_board_is_restarted_by_command()
        {
            NodeRig rig = Start();
            Run(rig, 2);
            rig.World.IsReachable = false;
            Run(rig, 3);
            rig.World.IsReachable = true;
            rig.Command("{\"id\":1,\"reboot\":true}");
            rig.RunFor(120000);
            Assert.AreEqual("command 1", rig.Loop.RestartReason);
            Assert.AreEqual("0,1,2,3,4,5", rig.Sequences());

            rig.Boot();
            Run(rig, 2);

            // The number of the step under way may have been used.
            Assert.AreEqual("0,1,2,3,4,5,7,8", rig.Sequences());
        }

        [TestMethod]
        public void Readings_that_wait_outlive_a_stop_and_a_restart_without_one()
        {
            NodeRig rig = Start();
            Run(rig, 2);
            rig.World.IsReachable = false;
            rig.RunFor(500);
            rig.Loop.RequestStop();
            rig.RunFor(20000);
            Assert.IsTrue(rig.Loop.IsEnded);
            Assert.IsFalse(rig.Sleep.IsDeep);

            rig.Boot();
            rig.RunFor(500);
            rig.Loop.PutAway();
            rig.Boot();
            rig.World.IsReachable = true;
            Run(rig, 1);
            Assert.AreEqual("0,1,2,4,6", rig.Sequences());
        }

        [TestMethod]
        public void A_loop_that_ends_before_it_has_read_the_state_leaves_it_as_it_is()
        {
            NodeRig rig = Start();
            Run(rig, 3);
            byte[] content = rig.Store.Content;
            rig.Loop.PutAway();
            Assert.AreSame(content, rig.Store.Content);
        }

        [TestMethod]
        public void A_gateway_that_was_restarted_gets_every_reading()
        {
            NodeRig rig = Start();
            Run(rig, 2);
            rig.World.Restart();
            Run(rig, 3);
            Assert.AreEqual("0,1,2,3,4", rig.Sequences());
        }

        [TestMethod]
        public void A_broken_flash_costs_the_sequence_and_nothing_else()
        {
            NodeRig rig = Start();
            rig.Store.IsBroken = true;
            Run(rig, 3);
            Assert.AreEqual("0,0,0", rig.Sequences());
            Assert.Contains("saving the state failed: the flash is full", rig.Log.ToString() + rig.Log.Last);
        }

        [TestMethod]
        public void A_state_of_garbage_is_a_fresh_start()
        {
            NodeRig rig = new NodeRig();
            rig.Settings.Sleep = SleepMode.Deep;
            rig.Store.Content = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
            rig.Boot();
            Run(rig, 2);
            Assert.AreEqual("0,1", rig.Sequences());
        }

        [TestMethod]
        public void A_network_that_is_away_does_not_keep_the_node_awake()
        {
            NodeRig rig = Start();
            rig.Network.IsThere = false;
            Run(rig, 2);

            // With the shortest waits: the sensor, and attempts at 0, 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s of each of the two minutes.
            Assert.AreEqual(2 * (1 + 7), rig.Log.Written, rig.Log.ToString());
            rig.Network.IsThere = true;
            Run(rig, 1);
            Assert.StartsWith("0,1,2,3", rig.Sequences());
        }

        private static long Utc(NodeRig rig, int index) =>
            Payloads.Number(Texts.OfUtf8(((SnMessage)rig.Messages("readings")[index]).Payload), "time");

        private static NodeRig Start()
        {
            NodeRig rig = new NodeRig();
            rig.Settings.Sleep = SleepMode.Deep;
            rig.Boot();
            return rig;
        }

        private static void Run(NodeRig rig, int cycles)
        {
            for (int i = 0; i < cycles; i++)
            {
                Assert.IsTrue(rig.RunDeepCycle(), "cycle " + i.ToString() + ": the node does not sleep");
            }
        }
    }
}
