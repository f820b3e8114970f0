using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>The client's disconnect procedure (MQTT-SN 1.2, 6.12).</summary>
    [TestClass]
    public class Section_6_12_Disconnect
    {
        [TestMethod]
        public void Waits_for_the_gateways_DISCONNECT()
        {
            Rig rig = Rig.Connected();
            rig.Client.Disconnect();
            rig.Act();
            rig.Expect("=Disconnecting", "1< 02 18");
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("1< 02 18");
            rig.From(1, "02 18");
            rig.Expect("=Disconnected", "disconnected");
            Assert.AreEqual(long.MaxValue, rig.Client.NextDeadlineMs);
        }

        [TestMethod]
        public void Comes_after_the_commands_before_it()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Client.Disconnect();
            rig.Act();
            rig.Expect("1< 08 0C 21 00 07 00 01 78");
            rig.From(1, "07 0D 00 07 00 01 00");
            rig.Expect("published 1 accepted", "=Disconnecting", "1< 02 18");
        }

        [TestMethod]
        public void Connect_publish_and_disconnect_can_be_given_at_once()
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Client.Disconnect();
            rig.Act();
            rig.Expect("=Connecting", "1< 08 04 04 01 00 3C 6E 31");
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected", "1< 08 0C 21 00 07 00 01 78");
            rig.From(1, "07 0D 00 07 00 01 00");
            rig.Expect("published 1 accepted", "=Disconnecting", "1< 02 18");
            rig.From(1, "02 18");
            rig.Expect("=Disconnected", "disconnected");
        }

        [TestMethod]
        public void Does_not_wait_for_a_congested_gateway()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.From(1, "07 0D 00 07 00 01 01");
            rig.Clear();
            rig.Client.Disconnect();
            rig.Act();
            rig.Expect("published 1 congestion", "=Disconnecting", "1< 02 18");
        }

        [TestMethod]
        public void Ends_an_attempt_to_connect_that_has_nothing_to_do()
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Clear();
            rig.Client.Disconnect();
            rig.Act();
            rig.Expect("1< 02 18", "=Disconnected", "disconnected");
        }

        [TestMethod]
        public void Ends_a_search()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Client.Disconnect();
            rig.Act();
            rig.Expect("=Searching", "=Disconnected", "disconnected");
            Assert.AreEqual(long.MaxValue, rig.Client.NextDeadlineMs);
        }

        [TestMethod]
        public void A_gateway_that_does_not_answer_it_is_left()
        {
            Rig rig = Rig.Connected();
            rig.Client.Disconnect();
            rig.Act();
            rig.Pass(3 * Rig.RetryMs);
            rig.Clear();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("lost: no answer", "=Disconnected");
        }

        [TestMethod]
        public void A_DISCONNECT_of_the_gateway_is_followed_by_a_new_connection()
        {
            Rig rig = new Rig().Connect(false, 60);
            rig.From(1, "02 18");
            rig.Expect("lost: gateway disconnected", "=Connecting", "1< 08 04 00 01 00 3C 6E 31");
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected");
        }

        [TestMethod]
        public void A_gateway_that_does_not_know_the_client_does_not_know_its_topic_ids()
        {
            Rig rig = new Rig().Connect(false, 60);
            rig.Client.Register(Topic.FromName("a"));
            rig.Act();
            rig.From(1, "07 0B 00 07 00 01 00");
            rig.From(1, "02 18");
            rig.From(1, "03 05 00");
            rig.Clear();
            rig.Publish(Topic.FromName("a"), "x", 0);
            rig.Act();
            rig.Expect("1< 07 0A 00 00 00 02 61");
        }

        [TestMethod]
        public void Without_reconnecting_it_ends_there()
        {
            ClientSettings settings = Rig.FixedGateway();
            settings.Reconnect = false;
            Rig rig = new Rig(settings).Connect(true, 60);
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.Clear();
            rig.From(1, "02 18");
            rig.Expect("lost: gateway disconnected", "=Disconnected", "published 1 abandoned");
        }

        [TestMethod]
        public void Abort_says_goodbye_and_waits_for_nothing()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Client.Subscribe(Topic.FromName("a"), 1);
            rig.Act();
            rig.Clear();
            rig.Client.Abort();
            rig.Publish(Topic.Predefined(7), "later", 1);
            rig.Act();
            rig.Expect("1< 02 18", "=Disconnected", "published 1 abandoned", "subscribed 2 id 0 q0 abandoned");
            Assert.AreEqual(1, rig.Client.QueueCount);
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Expect("=Connecting", "1< 08 04 04 01 00 3C 6E 31");
        }

        [TestMethod]
        public void Commands_after_an_abort_are_done()
        {
            Rig rig = Rig.Connected();
            rig.Client.Abort();
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Publish(Topic.Predefined(7), "x", 0);
            rig.Client.Disconnect();
            rig.Act();
            rig.Expect("1< 02 18", "=Disconnected", "=Connecting", "1< 08 04 04 01 00 3C 6E 31");
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected", "1< 08 0C 01 00 07 00 00 78", "published 1 sent", "=Disconnecting", "1< 02 18");
        }

        [TestMethod]
        public void Nothing_of_the_gateway_counts_after_it()
        {
            Rig rig = Rig.Connected();
            rig.Client.Disconnect();
            rig.Act();
            rig.From(1, "02 18");
            rig.Clear();
            rig.From(1, "02 18");
            rig.From(1, "08 0C 01 00 09 00 00 78");
            rig.From(1, "02 16");
            rig.Expect();
            Assert.AreEqual(3, rig.Client.Counters.Unexpected);
        }
    }
}
