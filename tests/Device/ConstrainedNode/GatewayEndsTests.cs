using nanoFramework.TestFramework;
using SensorNet.MqttSn;

namespace SensorNet.ConstrainedNode.Tests
{
    /// <summary>A gateway that accepts and then ends the connection, or is congested.</summary>
    [TestClass]
    public class GatewayEndsTests
    {
        private const int TenMinutesMs = 600000;

        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void A_gateway_that_ends_each_connection_at_once_is_asked_ever_more_rarely(bool isGatewaySet)
        {
            ScriptedRig rig = new ScriptedRig();
            rig.Settings.GatewayHost = isGatewaySet ? "gateway.test" : null;
            rig.Gateway.EndsAfter = MessageType.Connect;
            rig.Gateway.EndsLeft = int.MaxValue;
            rig.Boot();
            if (!isGatewaySet)
            {
                rig.RunFor(10);
                rig.Gateway.Advertise();
            }

            rig.RunFor(TenMinutesMs);

            // The first, one at once, and then after waits of at most 10 s, 20 s, 40 s, ... .
            Assert.AreEqual(7, rig.Gateway.CountOf(MessageType.Connect));
        }

        [TestMethod]
        public void A_socket_that_fails_with_each_datagram_is_opened_ever_more_rarely()
        {
            ScriptedRig rig = new ScriptedRig();
            rig.Gateway.IsSocketFailing = true;
            rig.Boot();
            rig.RunFor(TenMinutesMs);
            Assert.IsTrue(rig.Gateway.Opens <= 20, rig.Gateway.Opens.ToString());
        }

        [TestMethod]
        public void A_gateway_that_comes_to_rest_is_served_again()
        {
            ScriptedRig rig = new ScriptedRig();
            rig.Gateway.EndsAfter = MessageType.Connect;
            rig.Gateway.EndsLeft = 4;
            rig.Boot();
            rig.RunFor(100000);
            Assert.AreEqual(5, rig.Gateway.CountOf(MessageType.Connect));
            Assert.Contains("d/n1/readings d/n1/readings", rig.Gateway.Published);
        }

        [TestMethod]
        public void Commands_are_subscribed_to_again_after_a_DISCONNECT_right_behind_SUBACK()
        {
            ScriptedRig rig = new ScriptedRig();
            rig.Gateway.EndsAfter = MessageType.Subscribe;
            rig.Gateway.EndsLeft = 1;
            rig.Boot();
            rig.RunFor(1000);
            Assert.AreEqual(2, rig.Gateway.CountOf(MessageType.Connect));
            Assert.AreEqual(2, rig.Gateway.CountOf(MessageType.Subscribe));
        }

        [TestMethod]
        public void Online_and_info_are_said_again_after_a_DISCONNECT_right_behind_PUBACK()
        {
            ScriptedRig rig = new ScriptedRig();
            rig.Settings.HasWill = true;
            rig.Gateway.EndsAfter = MessageType.Publish;
            rig.Gateway.EndsLeft = 2;
            rig.Boot();
            rig.RunFor(30000);
            Assert.AreEqual(3, rig.Gateway.CountOf(MessageType.Connect));
            Assert.AreEqual(1, rig.Gateway.CountOf(MessageType.Subscribe));
            Assert.StartsWith("d/n1/status d/n1/status d/n1/status d/n1/info d/n1/readings ", rig.Gateway.Published);
        }

        [TestMethod]
        public void A_reading_that_was_accepted_is_not_said_again_after_a_DISCONNECT_right_behind_it()
        {
            ScriptedRig rig = new ScriptedRig();
            rig.Settings.CommandsQos = ConstrainedSettings.NoCommands;
            rig.Boot();
            rig.RunFor(5000);
            rig.Gateway.Published = "";
            rig.Gateway.EndsAfter = MessageType.Publish;
            rig.Gateway.EndsLeft = 1;
            rig.RunFor(10000);
            Assert.AreEqual("d/n1/readings d/n1/info ", rig.Gateway.Published);
        }

        [TestMethod]
        public void A_congested_gateway_is_asked_after_seconds_first_and_every_T_WAIT_in_the_end()
        {
            ScriptedRig rig = new ScriptedRig();
            rig.Gateway.ConnectCode = ReturnCode.Congestion;
            rig.Boot();
            long[] waits = new long[] { 5000, 10000, 20000, 40000, 80000, 160000, 300000, 300000 };
            rig.RunFor(1);
            for (int i = 0; i < waits.Length; i++)
            {
                Assert.AreEqual(i + 1, rig.Gateway.CountOf(MessageType.Connect));
                rig.RunFor(waits[i] - 2);
                Assert.AreEqual(i + 1, rig.Gateway.CountOf(MessageType.Connect), "wait " + i.ToString());
                rig.RunFor(2);
            }
        }

        [TestMethod]
        public void Six_seconds_without_a_broker_cost_fifteen()
        {
            ScriptedRig rig = new ScriptedRig();
            rig.Gateway.ConnectCode = ReturnCode.Congestion;
            rig.Boot();
            rig.RunFor(6000);
            rig.Gateway.ConnectCode = ReturnCode.Accepted;
            rig.RunFor(9500);
            Assert.Contains("d/n1/readings", rig.Gateway.Published);
        }

        [TestMethod]
        public void A_gateway_that_advertises_itself_is_asked_again_within_two_seconds()
        {
            ScriptedRig rig = new ScriptedRig();
            rig.Gateway.ConnectCode = ReturnCode.Congestion;
            rig.Boot();
            rig.RunFor(400000);
            int before = rig.Gateway.CountOf(MessageType.Connect);
            rig.Gateway.ConnectCode = ReturnCode.Accepted;
            rig.Gateway.Advertise();
            rig.RunFor(2100);
            Assert.AreEqual(before + 1, rig.Gateway.CountOf(MessageType.Connect));
            Assert.Contains("d/n1/readings", rig.Gateway.Published);
        }

        [TestMethod]
        public void A_gateway_that_advertises_itself_again_and_again_does_not_make_the_node_come_each_time()
        {
            ScriptedRig rig = new ScriptedRig();
            rig.Gateway.ConnectCode = ReturnCode.Congestion;
            rig.Boot();
            rig.RunFor(400000);
            int before = rig.Gateway.CountOf(MessageType.Connect);
            for (int i = 0; i < 600; i++)
            {
                rig.Gateway.Advertise();
                rig.RunFor(100);
            }

            int came = rig.Gateway.CountOf(MessageType.Connect) - before;
            Assert.IsTrue(came <= 60000 / GatewayLink.CongestionFirstWaitMs, came.ToString());
        }

        [TestMethod]
        public void Readings_that_are_refused_with_congestion_wait_seconds_or_for_ADVERTISE()
        {
            ScriptedRig rig = new ScriptedRig();
            rig.Boot();
            rig.RunFor(1000);
            rig.Gateway.PublishCode = ReturnCode.Congestion;
            rig.Gateway.Published = "";
            rig.RunFor(14000);
            rig.Gateway.PublishCode = ReturnCode.Accepted;
            rig.RunFor(11000);
            Assert.AreEqual("d/n1/readings d/n1/readings ", rig.Gateway.Published);

            rig.Gateway.PublishCode = ReturnCode.Congestion;
            rig.RunFor(200000);
            rig.Gateway.PublishCode = ReturnCode.Accepted;
            rig.Gateway.Published = "";
            rig.Gateway.Advertise();
            rig.RunFor(2100);
            Assert.StartsWith("d/n1/readings d/n1/readings d/n1/readings", rig.Gateway.Published);
        }

        [TestMethod]
        public void A_node_in_deep_sleep_leaves_a_congested_gateway_alone_with_the_radio_off()
        {
            ScriptedRig rig = new ScriptedRig();
            rig.Settings.Sleep = SleepMode.Deep;
            rig.Gateway.ConnectCode = ReturnCode.Congestion;
            rig.Boot();
            int boots = rig.RunDeepUntil(TenMinutesMs);
            Assert.IsTrue(boots >= 55, boots.ToString());

            // At 0, 10, 20, 40, 80, 160, 320 s: the waits are 5, 10, 20, 40, 80, 160, 300 s.
            Assert.AreEqual(7, rig.Gateway.CountOf(MessageType.Connect));
            Assert.AreEqual(7, rig.Network.Connects);
            rig.Gateway.ConnectCode = ReturnCode.Accepted;
            rig.RunDeepUntil(TenMinutesMs + 60000);
            Assert.Contains("d/n1/readings d/n1/readings", rig.Gateway.Published);

            // After a wake-up that went well the waits begin with seconds again.
            int before = rig.Gateway.CountOf(MessageType.Connect);
            rig.Gateway.ConnectCode = ReturnCode.Congestion;
            rig.RunDeepUntil(TenMinutesMs + 91000);
            Assert.AreEqual(before + 3, rig.Gateway.CountOf(MessageType.Connect), "at 0, 10 and 20 s");
        }

        [TestMethod]
        public void A_node_in_light_sleep_leaves_a_congested_gateway_alone_with_the_radio_off()
        {
            ScriptedRig rig = new ScriptedRig();
            rig.Settings.Sleep = SleepMode.Light;
            rig.Gateway.ConnectCode = ReturnCode.Congestion;
            rig.Boot();
            rig.RunFor(TenMinutesMs);
            Assert.IsTrue(rig.Gateway.CountOf(MessageType.Connect) <= 8, rig.Gateway.CountOf(MessageType.Connect).ToString());
            Assert.AreEqual(rig.Gateway.CountOf(MessageType.Connect), rig.Gateway.Opens);
            rig.Gateway.ConnectCode = ReturnCode.Accepted;
            rig.RunFor(300000);
            Assert.Contains("d/n1/readings d/n1/readings", rig.Gateway.Published);
        }
    }
}
