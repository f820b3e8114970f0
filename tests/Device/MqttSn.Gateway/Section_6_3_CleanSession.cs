using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 6.3: clean sessions and kept ones.</summary>
    [TestClass]
    public class Section_6_3_CleanSession
    {
        [TestMethod]
        public void A_kept_session_has_its_subscriptions_and_messages_at_another_address()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectKept(1, "a");
            s.SubscribeAll(1, 1);
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.Message("a/b", "one", 1);
            s.Message("a/b", "two", 0);
            s.Quiet();
            s.From(2, "07 04 00 01 00 3C 'a'");
            s.To(2, "03 05 00");
            s.To(2, "09 0A 00 01 00 01 'a/b'");
            s.From(2, "07 0B 00 01 00 01 00");
            s.To(2, "0A 0C 20 00 01 00 02 'one'");
            s.From(2, "07 0D 00 01 00 02 00");
            s.To(2, "0A 0C 00 00 01 00 00 'two'");
            s.Quiet();
        }

        [TestMethod]
        public void A_clean_session_forgets_everything()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectKept(1, "a");
            s.SubscribeAll(1, 1);
            s.Register(1);
            s.Message("a/b", "one", 1);
            s.To(1, "0A 0C 20 00 01 00 01 'one'");
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("unsubscribe a/+");
            s.To(1, "03 05 00");
            s.Gateway.OnBrokerUnsubscribed(s.NowMs, s.Broker.Token);
            s.From(1, "08 0C 20 00 01 00 05 'x'");
            s.To(1, "07 0D 00 01 00 05 02");
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            Assert.AreEqual(0, s.Gateway.TopicCount, string.Empty);
            Assert.AreEqual(0, s.Gateway.FilterCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void A_clean_session_leaves_nothing_behind_when_it_ends()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.SubscribeAll(1, 2);
            s.Register(1);
            s.Message("a/b", "one", 2);
            s.To(1, "0A 0C 40 00 01 00 01 'one'");
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.Asks("unsubscribe a/+");
            s.Gateway.OnBrokerUnsubscribed(s.NowMs, s.Broker.Token);
            Assert.AreEqual(0, s.Gateway.ClientCount, string.Empty);
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            Assert.AreEqual(0L, s.Gateway.BufferedByteCount, string.Empty);
            Assert.AreEqual(0, s.Gateway.TopicCount, string.Empty);
            Assert.AreEqual(0, s.Gateway.FilterCount, string.Empty);
            Assert.AreEqual(0, s.Gateway.PendingCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void The_stored_will_is_used_when_a_kept_session_connects_without_one()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 08 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.To(1, "03 05 00");
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.ConnectKept(1, "a");
            s.After(66000);
            s.Asks("publish w=x q0");
            s.To(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void The_stored_will_is_gone_after_a_clean_connect()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 08 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.To(1, "03 05 00");
            s.Connect(1, "a");
            s.After(66000);
            s.To(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void An_empty_will_topic_deletes_the_stored_will()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 08 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.To(1, "03 05 00");
            s.From(1, "02 16");
            s.To(1, "02 17");
            s.From(1, "07 04 08 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "02 07");
            s.To(1, "03 05 00");
            s.After(66000);
            s.To(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void A_session_that_nobody_comes_back_to_expires()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.SessionExpiryMs = 60000;
            Scenario s = new Scenario(settings);
            s.ConnectKept(1, "a");
            s.SubscribeAll(1, 1);
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.After(59999);
            s.IsIn(ClientStage.Disconnected, "a");
            s.After(1);
            s.Asks("unsubscribe a/+");
            s.IsIn(ClientStage.Free, "a");
            s.Quiet();
        }
        [TestMethod]
        public void Transparent_leaves_a_kept_session_to_the_broker_and_keeps_the_topic_ids()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 00 01 00 3C 'a'");
            s.Asks("open a kept");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.From(1, "08 12 20 00 05 'a/b'");
            s.Asks("client subscribe a/b q1");
            s.Granted(1);
            s.To(1, "08 13 20 00 01 00 05 00");
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.Asks("close");
            s.From(2, "07 04 00 01 00 3C 'a'");
            s.Asks("open a kept");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.To(2, "03 05 00");
            s.Quiet();
            s.Message(s.Broker.Opened, "a/b", "x", 1, false, 44);
            s.To(2, "09 0A 00 01 00 01 'a/b'");
            s.From(2, "07 0B 00 01 00 01 00");
            s.To(2, "08 0C 20 00 01 00 02 'x'");
            s.From(2, "07 0D 00 01 00 02 00");
            s.Asks("ack 44");
            s.Quiet();
        }

    }
}
