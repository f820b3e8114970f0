using nanoFramework.TestFramework;
using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.ConstrainedNode.Tests
{
    /// <summary>Commands in JSON, over a real gateway.</summary>
    [TestClass]
    public class CommandTests
    {
        [TestMethod]
        public void A_node_that_is_awake_obeys_and_answers()
        {
            NodeRig rig = Start(SleepMode.None, 0);
            rig.RunFor(5000);
            rig.Command("{\"id\":\"1\",\"read\":true}");
            rig.RunFor(100);
            Assert.AreEqual("{\"id\":\"1\",\"ok\":true}", rig.Last("responses"));
            Assert.AreEqual("0,1", rig.Sequences());
            rig.Command("{\"id\":2,\"set\":{\"intervalMs\":1000}}");
            rig.RunFor(3100);
            Assert.AreEqual("{\"id\":2,\"ok\":true,\"applies\":\"now\"}", rig.Last("responses"));
            Assert.AreEqual("0,1,2,3,4", rig.Sequences());
            rig.Command("{\"id\":3,\"get\":[\"intervalMs\",\"wifiPassword\",\"root\"]}");
            rig.RunFor(100);
            Assert.AreEqual("{\"id\":3,\"ok\":true,\"get\":{\"intervalMs\":1000,\"wifiPassword\":null,\"root\":\"devices\"}}", rig.Last("responses"));
            SnMessage answer = (SnMessage)rig.Messages("responses")[0];
            Assert.AreEqual(1, answer.Qos);
            Assert.IsFalse(answer.Retain);
        }

        [TestMethod]
        public void What_is_not_allowed_is_refused_with_the_reason()
        {
            NodeRig rig = Start(SleepMode.Deep, 0);
            Run(rig, 1);
            rig.Command("{\"id\":1,\"set\":{\"intervalMs\":86400000}}");
            Run(rig, 1);
            Assert.AreEqual(
                "{\"id\":1,\"ok\":false,\"error\":\"intervalMs: 86400000 is not allowed; allowed is at most 65525000 for a node that sleeps\"}",
                rig.Last("responses"));
            rig.Command("{\"id\":2,\"set\":{\"commandsQos\":-1}}");
            rig.Command("{\"id\":3,\"file\":{\"name\":\"I:\\\\rotated-1.pem\",\"pem\":\"x\"}}");
            Run(rig, 1);
            Assert.AreEqual(3, rig.Messages("responses").Count, rig.Log.ToString());
            Assert.Contains("\"error\":\"commandsQos: a command cannot change it", Answer(rig, 1));
            Assert.Contains("\"error\":\"file: this firmware uses no certificates\"", Answer(rig, 2));
            rig.Command("{\"id\":5,\"get\":[\"" + new string('x', ClientNotes.CommandBytesMax) + "\"]}");
            Run(rig, 1);
            Assert.Contains("allowed is 768", rig.Last("responses"));
            Assert.AreEqual(0, rig.Last("responses").IndexOf("{\"id\":5,\"ok\":false,"));
        }

        [TestMethod]
        public void A_light_sleeper_answers_when_it_looks_for_messages()
        {
            NodeRig rig = Start(SleepMode.Light, 5);
            rig.RunFor(8000);
            int readings = rig.Messages("readings").Count;
            rig.Command("{\"id\":1,\"get\":[\"intervalMs\"]}");
            rig.RunFor(6000);
            Assert.AreEqual("{\"id\":1,\"ok\":true,\"get\":{\"intervalMs\":600000}}", rig.Last("responses"));
            Assert.AreEqual(readings, rig.Messages("readings").Count);
            rig.Command("{\"id\":2,\"read\":true}");
            rig.RunFor(6000);
            Assert.AreEqual("{\"id\":2,\"ok\":true}", rig.Last("responses"));
            Assert.AreEqual(readings + 1, rig.Messages("readings").Count);
            int sleeps = rig.Sleep.LightSleeps;
            rig.RunFor(20000);
            Assert.IsTrue(rig.Sleep.LightSleeps > sleeps, "it sleeps again");
        }

        [TestMethod]
        public void A_deep_sleeper_answers_at_its_wake_up_and_keeps_the_interval_over_a_loss_of_power()
        {
            NodeRig rig = Start(SleepMode.Deep, 0);
            Run(rig, 2);
            rig.Command("{\"id\":\"a\",\"set\":{\"intervalMs\":20000}}");
            Run(rig, 3);
            Assert.AreEqual("{\"id\":\"a\",\"ok\":true,\"applies\":\"now\"}", rig.Last("responses"));
            Assert.AreEqual("0,1,2,3,4", rig.Sequences());
            Assert.AreEqual(20000L, Utc(rig, 4) - Utc(rig, 3));
            rig.Boot();
            Run(rig, 3);
            int last = rig.Messages("readings").Count - 1;
            Assert.AreEqual(20000L, Utc(rig, last) - Utc(rig, last - 1));
            rig.Command("{\"id\":\"b\",\"set\":{\"intervalMs\":null}}");
            Run(rig, 3);
            last = rig.Messages("readings").Count - 1;
            Assert.AreEqual(10000L, Utc(rig, last) - Utc(rig, last - 1));
        }

        [TestMethod]
        public void Readings_that_wait_on_the_flash_outlive_a_changed_interval()
        {
            NodeRig rig = Start(SleepMode.Deep, 0);
            Run(rig, 2);
            rig.Command("{\"id\":\"a\",\"set\":{\"intervalMs\":20000}}");
            Run(rig, 1);
            rig.World.IsReachable = false;
            Run(rig, 3);
            rig.World.IsReachable = true;
            Run(rig, 1);
            Assert.AreEqual("0,1,2,3,4,5,6", rig.Sequences());
        }

        [TestMethod]
        public void A_restart_comes_once_after_its_answer_in_every_mode()
        {
            for (int mode = 0; mode <= (int)SleepMode.Deep; mode++)
            {
                NodeRig rig = Start((SleepMode)mode, 0);
                rig.RunFor(1);
                Cycle(rig);
                rig.Command("{\"id\":\"r\",\"reboot\":true}");
                Cycle(rig);
                Assert.AreEqual("command \"r\"", rig.Loop.RestartReason, mode.ToString() + rig.Log.ToString());
                Assert.IsTrue(rig.Loop.IsEnded);
                Assert.AreEqual("{\"id\":\"r\",\"ok\":true}", rig.Last("responses"));
                Assert.AreEqual("offline", rig.Last("status"));
                rig.Boot();
                Cycle(rig);
                rig.Command("{\"id\":\"r\",\"reboot\":true}");
                Cycle(rig);
                Assert.IsNull(rig.Loop.RestartReason);
                Assert.AreEqual(2, rig.Messages("responses").Count);
                Assert.AreEqual("online", rig.Last("status"));
            }
        }

        [TestMethod]
        public void Settings_that_work_are_kept_after_the_trial()
        {
            for (int mode = 0; mode <= (int)SleepMode.Deep; mode++)
            {
                NodeRig rig = Start((SleepMode)mode, 0);
                Cycle(rig);
                rig.Command("{\"id\":\"t\",\"set\":{\"retryMs\":1500}}");
                Cycle(rig);
                Assert.AreEqual("{\"id\":\"t\",\"applies\":\"after restart\",\"tryingSeconds\":300}", rig.Last("responses"), mode.ToString());
                rig.Boot();
                Cycle(rig);
                Assert.AreEqual("{\"id\":\"t\",\"ok\":true}", rig.Last("responses"));
                rig.Boot();
                Assert.AreEqual(1500, rig.Settings.RetryMs);
            }
        }

        [TestMethod]
        public void Settings_that_do_not_work_give_way_to_the_old_ones()
        {
            for (int mode = 0; mode <= (int)SleepMode.Deep; mode++)
            {
                NodeRig rig = Start((SleepMode)mode, 0);
                Cycle(rig);
                rig.Command("{\"id\":\"t\",\"set\":{\"gatewayHost\":\"nowhere.test\"}}");
                Cycle(rig);
                rig.Boot();
                Assert.AreEqual("nowhere.test", rig.Settings.GatewayHost);
                rig.RunFor(SettingsChanges.TrialMs - 1000);
                Assert.IsFalse(rig.Loop.IsEnded, "it does not sleep while settings are tried");
                rig.RunFor(CommandDesk.AnswerWaitMs + 10000);
                Assert.AreEqual("the settings that were tried do not work", rig.Loop.RestartReason, mode.ToString());
                rig.Boot();
                Assert.AreEqual("gateway.test", rig.Settings.GatewayHost);
                Cycle(rig);
                Assert.StartsWith("{\"id\":\"t\",\"ok\":false,\"error\":\"no connection within 300 s: ", rig.Last("responses"));
            }
        }

        [TestMethod]
        public void Readings_of_a_trial_that_fails_are_not_lost_in_deep_sleep()
        {
            NodeRig rig = Start(SleepMode.Deep, 0);
            Cycle(rig);
            rig.Command("{\"id\":\"t\",\"set\":{\"gatewayHost\":\"nowhere.test\"}}");
            Cycle(rig);
            int before = rig.Messages("readings").Count;
            rig.Boot();
            rig.RunFor(SettingsChanges.TrialMs + CommandDesk.AnswerWaitMs + 10000);
            Assert.AreEqual("the settings that were tried do not work", rig.Loop.RestartReason);
            rig.Boot();
            Cycle(rig);
            int tried = rig.Messages("readings").Count - before;
            Assert.IsTrue(tried >= SettingsChanges.TrialMs / rig.Settings.IntervalMs, rig.Sequences());
            long last = -1;
            for (int i = 0; i < rig.Messages("readings").Count; i++)
            {
                long sequence = Payloads.Number(Texts.OfUtf8(((SnMessage)rig.Messages("readings")[i]).Payload), "seq");
                Assert.IsTrue(sequence > last, rig.Sequences());
                last = sequence;
            }
        }

        [TestMethod]
        public void While_settings_are_tried_nothing_that_would_drop_them_is_obeyed()
        {
            NodeRig rig = Start(SleepMode.Light, 0);
            Cycle(rig);
            rig.Command("{\"id\":\"t\",\"set\":{\"retryMs\":1500}}");
            Cycle(rig);
            rig.Boot();

            // They come with the connection, before the node has said what it is.
            rig.Command("{\"id\":\"u\",\"set\":{\"retryMs\":2500}}");
            rig.Command("{\"id\":\"v\",\"reboot\":true}");
            rig.Command("{\"id\":\"w\",\"read\":true}");
            Cycle(rig);
            string answers = "";
            for (int i = 0; i < rig.Messages("responses").Count; i++)
            {
                answers += Texts.OfUtf8(((SnMessage)rig.Messages("responses")[i]).Payload) + "\n";
            }

            Assert.Contains("{\"id\":\"u\",\"ok\":false,\"error\":\"settings are being tried: send it again when that has been answered\"}", answers);
            Assert.Contains("{\"id\":\"v\",\"ok\":false,\"error\":\"settings are being tried", answers);
            Assert.Contains("{\"id\":\"w\",\"ok\":true", answers);
            Assert.Contains("{\"id\":\"t\",\"ok\":true}", answers);
            rig.Boot();
            Assert.AreEqual(1500, rig.Settings.RetryMs);
        }

        [TestMethod]
        public void The_light_blinks_although_the_node_sleeps()
        {
            NodeRig rig = Start(SleepMode.Deep, 0);
            Run(rig, 1);
            rig.Command("{\"id\":1,\"identify\":2}");
            Run(rig, 1);
            Assert.AreEqual(4, rig.Lamp.Flashes);
            Assert.IsFalse(rig.Lamp.IsOn);
        }

        [TestMethod]
        public void The_counts_go_on_over_deep_sleeps()
        {
            NodeRig rig = Start(SleepMode.Deep, 0);
            Run(rig, 1);
            rig.Command("{\"id\":1,\"read\":true}");
            rig.Command("{\"id\":2,\"dance\":true}");
            rig.Command("interval 5");
            Run(rig, SleepCycle.AnnounceCycles + 2);
            Assert.AreEqual(1L, Payloads.Number(rig.Last("diagnostics"), "commandsObeyed"));
            Assert.AreEqual(2L, Payloads.Number(rig.Last("diagnostics"), "commandsRefused"));
        }

        [TestMethod]
        public void An_answer_that_the_gateway_does_not_take_is_given_up_and_readings_go_on()
        {
            NodeRig rig = Start(SleepMode.None, 0);
            rig.RunFor(5000);
            rig.World.Broker.RefusedLevel = "responses";
            rig.Command("{\"id\":1,\"read\":true}");
            rig.RunFor(120000);
            Assert.AreEqual(1, rig.Log.CountOf("1 answers to commands lost: the gateway did not accept it 3 times"), rig.Log.ToString());
            rig.RunFor(20000);
            Assert.StartsWith("0,1,2,3", rig.Sequences());
        }

        [TestMethod]
        public void What_a_deep_sleep_forgets_is_counted_and_logged()
        {
            NodeRig rig = Start(SleepMode.Deep, 0);
            Run(rig, 2);
            rig.World.Broker.IsAnswering = false;
            for (int i = 0; i < CommandDesk.AnswersMax + 2; i++)
            {
                rig.Command("{\"id\":" + i.ToString() + ",\"get\":[\"root\"]}");
            }

            Run(rig, 1);
            Assert.AreEqual(1, rig.Log.CountOf("2 commands dropped: the node has been awake for too long"), rig.Log.ToString());
            Assert.AreEqual(1, rig.Log.CountOf("4 answers to commands lost: the node goes to deep sleep"), rig.Log.ToString());
        }

        private static string Answer(NodeRig rig, int index) => Texts.OfUtf8(((SnMessage)rig.Messages("responses")[index]).Payload);

        private static long Utc(NodeRig rig, int index) =>
            Payloads.Number(Texts.OfUtf8(((SnMessage)rig.Messages("readings")[index]).Payload), "time");

        private static NodeRig Start(SleepMode mode, int checkSeconds)
        {
            NodeRig rig = new NodeRig();
            rig.Settings.Sleep = mode;
            rig.Settings.CheckSeconds = checkSeconds;
            rig.Settings.IntervalMs = checkSeconds > 0 ? 600000 : 10000;
            rig.Boot();
            return rig;
        }

        // As long as it takes until the node has looked for commands, answered, and stopped where it is to restart.
        private static void Cycle(NodeRig rig)
        {
            if (rig.Settings.Sleep != SleepMode.Deep)
            {
                rig.RunFor(20000);
                return;
            }

            if (!rig.Loop.IsEnded)
            {
                rig.RunDeepCycle();
            }
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
