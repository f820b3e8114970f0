using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT 5, 3.3.2.3.8 and 3.3.4: a message of the broker says by which subscriptions it comes.</summary>
    [TestClass]
    public class Mqtt5_SubscriptionIdentifiers
    {
        [TestMethod]
        public void A_retained_message_goes_to_the_request_with_its_identifier_however_late_it_comes()
        {
            Scenario s = TwoOfOneTopic();
            s.MessageBy(1, 0, "a/b", "x", 0, true);
            s.To(1, "08 0C 10 00 01 00 00 'x'");
            s.MessageBy(2, 0, "a/b", "x", 0, true);
            s.To(2, "08 0C 10 00 01 00 00 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void A_message_by_a_replaced_identifier_goes_to_all_subscribers_of_the_filter()
        {
            Scenario s = TwoOfOneTopic();
            s.MessageBy(1, 0, "a/b", "x", 0, false);
            s.To(2, "08 0C 00 00 01 00 00 'x'");
            s.To(1, "08 0C 00 00 01 00 00 'x'");

            // The request is closed: the identifier is known no more.
            s.After(30000);
            s.MessageBy(1, 0, "a/b", "y", 0, false);
            s.To(2, "08 0C 00 00 01 00 00 'y'");
            s.To(1, "08 0C 00 00 01 00 00 'y'");
            s.Quiet();
        }

        [TestMethod]
        public void A_copy_for_each_subscription_goes_to_the_subscribers_of_its_filter_at_its_QoS()
        {
            Scenario s = Overlapping();
            s.MessageBy(1, 0, "a/b", "x", 1, false);
            s.To(1, "08 0C 20 00 01 00 01 'x'");
            s.MessageBy(2, 0, "a/b", "x", 0, false);
            s.To(2, "08 0C 00 00 01 00 00 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void One_copy_for_all_subscriptions_goes_to_each_client_once()
        {
            Scenario s = Overlapping();
            s.From(2, "08 12 20 00 07 'a/+'");
            s.Asks("subscribe a/+ q1 id 3");
            s.Granted(1);
            s.To(2, "08 13 20 00 00 00 07 00");
            s.MessageBy(2, 3, "a/b", "x", 1, false);
            s.To(2, "08 0C 20 00 01 00 01 'x'");
            s.To(1, "08 0C 20 00 01 00 01 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void Where_no_identifier_is_known_the_topic_name_decides()
        {
            Scenario s = Overlapping();
            s.MessageBy(77, 0, "a/b", "x", 0, false);
            s.To(2, "08 0C 00 00 01 00 00 'x'");
            s.To(1, "08 0C 00 00 01 00 00 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void Where_one_of_several_is_not_known_the_topic_name_decides()
        {
            Scenario s = Overlapping();
            s.MessageBy(77, 2, "a/b", "x", 1, false);
            s.To(2, "08 0C 00 00 01 00 00 'x'");
            s.To(1, "08 0C 20 00 01 00 01 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void A_request_that_is_refused_leaves_the_identifier_of_the_one_before()
        {
            Scenario s = Overlapping();
            s.Connect(3, "c");
            s.From(3, "08 12 20 00 05 'a/+'");
            s.Asks("subscribe a/+ q1 id 3");
            s.Granted(BrokerGrant.Refused);
            s.To(3, "08 13 00 00 00 00 05 03");
            s.After(30000);
            s.MessageBy(1, 0, "a/b", "x", 0, false);
            s.To(1, "08 0C 00 00 01 00 00 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void A_filter_that_has_gone_takes_its_identifier_along()
        {
            Scenario s = Overlapping();
            s.From(1, "08 14 20 00 08 'a/+'");
            s.Asks("unsubscribe a/+");
            s.To(1, "04 15 00 08");
            s.MessageBy(1, 0, "a/b", "x", 0, false);
            s.Quiet();
            s.Gateway.OnBrokerUnsubscribed(s.NowMs, s.Broker.Token);
            Assert.AreEqual(1, s.Gateway.FilterCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void A_broker_without_them_is_given_none()
        {
            Scenario s = Scenario.Aggregating5(BrokerFeatures.SharedSubscriptions);
            s.Connect(1, "a");
            s.SubscribeAll(1, 1);
            s.Quiet();
        }

        [TestMethod]
        public void After_a_lost_session_each_filter_has_a_new_one()
        {
            Scenario s = Scenario.Version5(Scenario.Settings());
            s.Connect(1, "a");
            Subscribe(s, 1, 1, 1);
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false, BrokerFeatures.SubscriptionIdentifiers);
            s.Asks("subscribe a/b q1 id 2");
            s.Granted(1);
            s.MessageBy(2, 0, "a/b", "x", 0, true);
            s.To(1, "08 0C 10 00 01 00 00 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void A_copy_goes_to_the_subscribers_of_a_filter_that_is_not_subscribed_anew_yet_too()
        {
            Scenario s = Scenario.Version5(Scenario.Settings());
            s.Connect(1, "a");
            s.From(1, "08 12 00 00 06 'a/+'");
            s.Asks("subscribe a/+ q0 id 1");
            s.Granted(0);
            s.To(1, "08 13 00 00 00 00 06 00");
            Subscribe(s, 1, 1, 2);
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false, BrokerFeatures.SubscriptionIdentifiers);

            // The broker has a/+ at QoS 0 again, and not yet a/b at QoS 1.
            s.Asks("subscribe a/+ q0 id 3");
            s.Asks("subscribe a/b q1 id 4");
            s.MessageBy(3, 0, "a/b", "x", 1, false);
            s.To(1, "08 0C 20 00 01 00 01 'x'");
            s.Quiet();
        }

        // Clients 1 and 2 subscribe to a/b, by requests 1 and 2.
        private static Scenario TwoOfOneTopic()
        {
            Scenario s = Scenario.Version5(Scenario.Settings());
            s.Connect(1, "a");
            s.Connect(2, "b");
            Subscribe(s, 1, 1, 1);
            Subscribe(s, 2, 1, 2);
            return s;
        }

        // Client 1 has a/+ at QoS 1, by request 1, client 2 a/b at QoS 0, by request 2; both know the topic id 1.
        private static Scenario Overlapping()
        {
            Scenario s = Scenario.Version5(Scenario.Settings());
            s.Connect(1, "a");
            s.Register(1);
            s.From(1, "08 12 20 00 63 'a/+'");
            s.Asks("subscribe a/+ q1 id 1");
            s.Granted(1);
            s.To(1, "08 13 20 00 00 00 63 00");
            s.Connect(2, "b");
            Subscribe(s, 2, 0, 2);
            return s;
        }

        private static void Subscribe(Scenario s, int port, int qos, int identifier)
        {
            string flags = qos == 0 ? "00" : "20";
            s.From(port, "08 12 " + flags + " 00 05 'a/b'");
            s.Asks("subscribe a/b q" + qos.ToString() + " id " + identifier.ToString());
            s.Granted(qos);
            s.To(port, "08 13 " + flags + " 00 01 00 05 00");
        }
    }
}
