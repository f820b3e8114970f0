using nanoFramework.TestFramework;
using SensorNet.Broker;
using SensorNet.Device;
using SensorNet.Device.Tests;
using SensorNet.Sensing;

namespace SensorNet.SensorNode.Tests
{
    [TestClass]
    public class SensingLoopCommandTests
    {
        private const string Tried = "{\"id\":\"7\",\"applies\":\"after restart\",\"tryingSeconds\":300}";

        [TestMethod]
        public void Online_is_said_when_commands_can_be_sent()
        {
            CommandRig rig = new CommandRig();
            rig.Node.Broker.IsAnswering = false;
            rig.Node.Settle();
            Assert.AreEqual("devices/node-1/commands", (string)rig.Node.Client.Subscribed[0]);
            Assert.IsNull(rig.Node.LastMessage("status"));
            rig.Node.Client.Answer();
            rig.Node.Settle();
            Assert.AreEqual("online", rig.Node.LastMessage("status").Payload);
        }

        [TestMethod]
        public void A_refused_subscription_does_not_stop_the_readings()
        {
            CommandRig rig = new CommandRig();
            rig.Node.Broker.IsAnswering = false;
            rig.Node.Step();
            rig.Node.Worker.RunAll();
            rig.Node.Client.SubscribeAnswer = nanoFramework.M2Mqtt.Messages.MqttQoSLevel.GrantedFailure;
            rig.Node.Broker.IsAnswering = true;
            rig.Node.Settle();
            Assert.AreEqual("online", rig.Node.LastMessage("status").Payload);
            Assert.IsTrue(rig.Node.Messages("readings").Count > 0);
            Assert.AreEqual(1, rig.Node.Log.CountOf("no commands: the broker refuses the subscription"));
        }

        [TestMethod]
        public void No_reading_comes_before_online_while_the_subscription_is_unanswered()
        {
            CommandRig rig = new CommandRig();
            rig.Node.Step();
            rig.Node.Broker.IsAnswering = false;
            rig.Node.Worker.RunAll();
            rig.Node.RunFor(BrokerSession.StatusHoldMaxMs / 2);
            Assert.AreEqual(0, rig.Node.Messages("readings").Count);
            Assert.AreEqual(0, rig.Node.Messages("status").Count);
            rig.Node.Broker.IsAnswering = true;
            rig.Node.RunFor(BrokerSession.StatusHoldMaxMs);
            Assert.AreEqual("online", rig.Node.LastMessage("status").Payload);
            Assert.IsTrue(rig.Node.Messages("readings").Count > 0, "the readings that waited come after it");
        }

        [TestMethod]
        public void An_interval_holds_at_once_and_after_a_power_cut()
        {
            CommandRig rig = Online();
            Assert.AreEqual("{\"id\":\"7\",\"ok\":true,\"applies\":\"now\"}", rig.Send("{\"id\":\"7\",\"set\":{\"intervalMs\":30000}}"));
            rig.Node.RunFor(60000);
            Assert.AreEqual(3, rig.Node.Messages("readings").Count);

            CommandRig again = rig.Restarted();
            again.Node.RunFor(60000);
            Assert.AreEqual(3, again.Node.Messages("readings").Count);
        }

        [TestMethod]
        public void A_change_that_is_not_allowed_is_answered_with_the_settings_own_words()
        {
            CommandRig rig = Online();
            Assert.AreEqual(
                "{\"id\":1,\"ok\":false,\"error\":\"intervalMs: 5 is not allowed; allowed is a whole number from 1000 to 86400000\"}",
                rig.Send("{\"id\":1,\"set\":{\"intervalMs\":5}}"));
            Assert.IsTrue(rig.Send("{\"id\":2,\"set\":{\"nothing\":5}}").IndexOf("nothing: there is no such setting") > 0);
            Assert.IsTrue(rig.Send("{\"id\":3,\"set\":{\"deviceId\":\"x\"}}").IndexOf("deviceId: a command cannot change it") > 0);
            Assert.AreEqual(0, rig.Flash.Writes);
        }

        [TestMethod]
        public void The_same_command_again_has_one_effect_and_the_same_answer()
        {
            CommandRig rig = Online();
            int readings = rig.Node.Messages("readings").Count;
            rig.Send("{\"id\":\"7\",\"read\":true}");
            string first = rig.LastAnswer;
            rig.Send("{\"id\":\"7\",\"read\":true}");
            rig.Node.RunFor(1000);
            Assert.AreEqual(first, rig.LastAnswer);
            Assert.AreEqual(2, rig.Answers);
            Assert.AreEqual(readings + 1, rig.Node.Messages("readings").Count);
        }

        [TestMethod]
        public void A_retained_command_is_refused()
        {
            CommandRig rig = Online();
            int readings = rig.Node.Messages("readings").Count;
            Assert.IsTrue(rig.Send("{\"id\":\"7\",\"read\":true}", true).IndexOf("a retained command is not obeyed") > 0);
            rig.Node.RunFor(1000);
            Assert.AreEqual(readings, rig.Node.Messages("readings").Count);
            Assert.AreEqual("{\"id\":\"7\",\"ok\":true}", rig.Send("{\"id\":\"7\",\"read\":true}"));
        }

        [TestMethod]
        public void A_command_that_is_too_long_is_answered_by_its_id()
        {
            CommandRig rig = Online();
            string answer = rig.Send("{\"id\":\"7\",\"get\":\"" + new string('x', CommandChannel.CommandBytesMax) + "\"}");
            Assert.AreEqual("{\"id\":\"7\",\"ok\":false,\"error\":\"the command has 7187 bytes; allowed is 7168\"}", answer);
        }

        [TestMethod]
        public void More_commands_at_once_than_wait_are_dropped_and_counted()
        {
            CommandRig rig = Online();
            for (int i = 0; i < CommandChannel.WaitingMax + 3; i++)
            {
                rig.Node.Client.Receive("devices/node-1/commands", Texts.Utf8("{\"id\":" + i.ToString() + ",\"get\":[\"root\"]}"), false);
            }

            rig.Node.Settle();
            Assert.AreEqual(CommandChannel.WaitingMax, rig.Answers);
            Assert.AreEqual(1, rig.Node.Log.CountOf("3 commands dropped"));
        }

        [TestMethod]
        public void Get_never_tells_a_secret()
        {
            CommandRig rig = Online();
            Assert.AreEqual(
                "{\"id\":1,\"ok\":true,\"get\":{\"brokerUser\":\"me\",\"brokerPassword\":\"(not shown)\","
                    + "\"wifiPassword\":null,\"intervalMs\":10000}}",
                rig.Send("{\"id\":1,\"get\":[\"brokerUser\",\"brokerPassword\",\"wifiPassword\",\"intervalMs\"]}"));
            string all = rig.Send("{\"id\":2,\"get\":\"all\"}");
            Assert.IsTrue(all.IndexOf("old-secret") < 0 && all.IndexOf("\"brokerHost\":\"broker.test\"") > 0, all);
            Assert.IsTrue(rig.Send("{\"id\":3,\"get\":[\"nothing\"]}").IndexOf("nothing: there is no such setting") > 0);
        }

        [TestMethod]
        public void Identify_blinks_for_its_time()
        {
            CommandRig rig = Online();
            Assert.AreEqual("{\"id\":1,\"ok\":true}", rig.Send("{\"id\":1,\"identify\":2}"));
            Assert.IsTrue(rig.Lamp.IsOn);
            rig.Node.RunFor(5000);
            Assert.IsFalse(rig.Lamp.IsOn);
            Assert.AreEqual(4, rig.Lamp.Flashes);
        }

        [TestMethod]
        public void A_restart_comes_after_its_answer_and_once()
        {
            CommandRig rig = Online();
            Assert.AreEqual("{\"id\":\"9\",\"ok\":true}", rig.Send("{\"id\":\"9\",\"reboot\":true}"));
            rig.Node.RunFor(20000);
            Assert.IsTrue(rig.Node.Loop.IsEnded);
            Assert.AreEqual("command \"9\"", rig.Node.Loop.RestartReason);
            Assert.AreEqual("offline", rig.Node.LastMessage("status").Payload);

            CommandRig again = rig.Restarted();
            again.Node.Settle();
            Assert.AreEqual("{\"id\":\"9\",\"ok\":true}", again.Send("{\"id\":\"9\",\"reboot\":true}"));
            again.Node.RunFor(20000);
            Assert.IsFalse(again.Node.Loop.IsEnded);
        }

        [TestMethod]
        public void A_change_that_needs_a_restart_is_kept_when_the_connection_is_there_again()
        {
            CommandRig rig = Online();
            Assert.AreEqual(Tried, rig.Send("{\"id\":\"7\",\"set\":{\"brokerPassword\":\"new-secret\"}}"));
            rig.Node.RunFor(20000);
            Assert.IsTrue(rig.Node.Loop.IsEnded);

            CommandRig again = rig.Restarted();
            again.Node.Settle();
            Assert.AreEqual("new-secret", again.Node.Client.Connected.Password);
            Assert.AreEqual("{\"id\":\"7\",\"ok\":true}", again.LastAnswer);

            CommandRig third = again.Restarted();
            third.Node.Settle();
            Assert.AreEqual("new-secret", third.Node.Client.Connected.Password);
            Assert.AreEqual(0, third.Answers);
        }

        [TestMethod]
        public void A_change_that_does_not_work_is_taken_back()
        {
            CommandRig rig = Online();
            rig.Send("{\"id\":\"7\",\"set\":{\"brokerHost\":\"nowhere.test\"}}");
            rig.Node.RunFor(20000);

            CommandRig tried = rig.Restarted();
            tried.Node.Network.IsThere = false;
            tried.Node.RunFor(SettingsChanges.TrialMs + 20000);
            Assert.IsTrue(tried.Node.Loop.IsEnded);

            CommandRig back = tried.Restarted();
            back.Node.Settle();
            Assert.AreEqual("broker.test", back.Node.Broker.Credentials.Host);
            Assert.IsTrue(
                back.LastAnswer.IndexOf("{\"id\":\"7\",\"ok\":false,\"error\":\"no connection within 300 s: no network") == 0, back.LastAnswer);
            Assert.IsTrue(back.LastAnswer.IndexOf("the old settings are back") > 0);
        }

        [TestMethod]
        public void The_reason_why_a_change_was_taken_back_is_the_connections_and_not_the_sensors()
        {
            CommandRig rig = Online();
            rig.Send("{\"id\":\"7\",\"set\":{\"brokerHost\":\"nowhere.test\"}}");
            rig.Node.RunFor(20000);

            CommandRig tried = rig.Restarted();
            tried.Node.Network.IsThere = false;
            tried.Node.RunFor(SettingsChanges.TrialMs - 20000);
            tried.Node.Sensor.MeasureFault = SensorFault.BusError;
            tried.Node.RunFor(40000);
            Assert.IsTrue(tried.Node.Loop.IsEnded);

            CommandRig back = tried.Restarted();
            back.Node.Settle();
            Assert.IsTrue(
                back.LastAnswer.IndexOf("{\"id\":\"7\",\"ok\":false,\"error\":\"no connection within 300 s: no network") == 0, back.LastAnswer);
        }

        [TestMethod]
        public void A_change_under_which_the_board_starts_again_and_again_is_taken_back()
        {
            CommandRig rig = Online();
            rig.Send("{\"id\":\"7\",\"set\":{\"brokerPassword\":\"new-secret\"}}");
            for (int i = 0; i < SettingsChanges.TrialStartsMax; i++)
            {
                rig = rig.Restarted();
                Assert.IsTrue(rig.Changes.IsTrial);
            }

            rig = rig.Restarted();
            rig.Node.Settle();
            Assert.AreEqual("old-secret", rig.Node.Client.Connected.Password);
            Assert.AreEqual(
                "{\"id\":\"7\",\"ok\":false,\"error\":\"the board started 3 times without a connection; the old settings are back\"}",
                rig.LastAnswer);
        }

        [TestMethod]
        public void Power_lost_in_any_write_leaves_the_old_or_the_new_settings()
        {
            for (int write = 1; write <= 5; write++)
            {
                CommandRig rig = Online();
                rig.Send("{\"id\":1,\"set\":{\"intervalMs\":20000}}");
                rig.Flash.LosesPowerAtWrite = rig.Flash.Writes + write;
                rig.Send("{\"id\":2,\"set\":{\"intervalMs\":30000}}");
                rig.Send("{\"id\":3,\"set\":{\"brokerPassword\":\"new-secret\"}}");
                rig.Flash.LosesPowerAtWrite = 0;

                CommandRig again = rig.Restarted();
                again.Node.Settle();
                string interval = again.Send("{\"id\":4,\"get\":[\"intervalMs\"]}");
                Assert.IsTrue(interval.IndexOf(write == 1 ? "20000" : "30000") > 0, interval);
                string password = again.Node.Client.Connected.Password;
                Assert.AreEqual(write <= 2 ? "old-secret" : "new-secret", password);
            }
        }

        [TestMethod]
        public void Another_settings_file_ends_the_changes()
        {
            CommandRig rig = Online();
            rig.Send("{\"id\":1,\"set\":{\"intervalMs\":20000}}");
            CommandRig again = new CommandRig(rig.Flash, "{\"deviceId\":\"node-1\",\"brokerHost\":\"other.test\"}");
            again.Node.Settle();
            Assert.IsTrue(again.Send("{\"id\":2,\"get\":[\"intervalMs\"]}").IndexOf("10000") > 0);
        }

        [TestMethod]
        public void Null_takes_a_change_back()
        {
            CommandRig rig = Online();
            rig.Send("{\"id\":1,\"set\":{\"intervalMs\":20000}}");
            rig.Send("{\"id\":2,\"set\":{\"intervalMs\":null}}");
            Assert.IsTrue(rig.Send("{\"id\":3,\"get\":[\"intervalMs\"]}").IndexOf("10000") > 0);
        }

        [TestMethod]
        public void A_file_is_kept_beside_the_one_in_use()
        {
            CommandRig rig = new CommandRig(
                new LossyFlash(), "{\"deviceId\":\"node-1\",\"brokerHost\":\"b.test\",\"tls\":true,\"caFile\":\"I:\\\\rotated-2.pem\"}");
            const string Pem = "-----BEGIN CERTIFICATE-----\nMAMC\nAQE=\n-----END CERTIFICATE-----\n";
            Assert.IsNull(rig.Changes.PutFile("I:\\rotated-1.pem", Pem));
            Assert.AreEqual(Pem, Texts.OfUtf8(rig.Flash.Get("I:\\rotated-1.pem")));
            Assert.IsTrue(rig.Changes.PutFile("I:\\rotated-2.pem", Pem).IndexOf("settings in use name I:\\rotated-2.pem") > 0);
            Assert.IsTrue(rig.Changes.PutFile("I:\\sensornet.json", Pem).IndexOf("the name is not allowed") > 0);
            Assert.IsTrue(rig.Changes.PutFile("I:\\rotated-7.pem", Pem).IndexOf("the name is not allowed") > 0);
            Assert.AreEqual(1, rig.Flash.Writes);
        }

        [TestMethod]
        public void A_file_comes_by_command()
        {
            CommandRig rig = Online();
            string answer = rig.Send("{\"id\":1,\"file\":{\"name\":\"I:\\\\rotated-1.pem\",\"pem\":\"no PEM\"}}");
            Assert.IsTrue(answer.IndexOf("the content is not PEM: block 1: it does not begin with -----BEGIN ") > 0, answer);
            answer = rig.Send(
                "{\"id\":2,\"file\":{\"name\":\"I:\\\\rotated-1.pem\",\"pem\":\"-----BEGIN A-----\\nMAMCAQE=\\n-----END A-----\"}}");
            Assert.AreEqual("{\"id\":2,\"ok\":true}", answer);
            Assert.IsTrue(rig.Send("{\"id\":3,\"file\":{\"name\":\"a\"}}").IndexOf("allowed is an object of name and pem") > 0);
        }

        private static CommandRig Online()
        {
            CommandRig rig = new CommandRig();
            rig.Node.Settle();
            return rig;
        }
    }
}
