using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 6.9: subscribing and unsubscribing.</summary>
    [TestClass]
    public class Section_6_9_Subscribe
    {
        [TestMethod]
        public void A_name_gets_its_topic_id_after_the_broker_has_answered()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "08 12 20 00 05 'a/b'");
            s.Asks("subscribe a/b q1");
            s.Quiet();
            s.From(1, "08 12 A0 00 05 'a/b'");
            s.Quiet();
            s.Granted(1);
            s.To(1, "08 13 20 00 01 00 05 00");
            s.Message("a/b", "x", 0);
            s.To(1, "08 0C 00 00 01 00 00 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void A_filter_with_wildcards_gets_topic_id_0()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "08 12 40 00 05 'a/#'");
            s.Asks("subscribe a/# q2");
            s.Granted(1);
            s.To(1, "08 13 20 00 00 00 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void Requests_whose_message_id_is_0_are_answered_with_it()
        {
            Scenario[] both = new Scenario[] { Scenario.Aggregating(), ConnectedTransparent() };
            for (int i = 0; i < both.Length; i++)
            {
                Scenario s = both[i];
                string client = i == 0 ? string.Empty : "client ";
                if (i == 0)
                {
                    s.Connect(1, "a");
                }

                s.From(1, "07 0A 00 00 00 00 'a'");
                s.To(1, "07 0B 00 01 00 00 00");
                s.From(1, "06 12 20 00 00 'a'");
                s.Asks(client + "subscribe a q1");
                s.From(1, "06 12 A0 00 00 'a'");
                s.Granted(1);
                s.To(1, "08 13 20 00 01 00 00 00");
                s.From(1, "06 14 00 00 00 'a'");
                s.Asks(client + "unsubscribe a");
                s.Gateway.OnBrokerUnsubscribed(s.NowMs, s.Broker.Token);
                s.To(1, "04 15 00 00");
                s.From(1, "06 12 20 00 00 'a'");
                s.Asks(client + "subscribe a q1");
                s.Granted(-1);
                s.To(1, "08 13 00 00 00 00 00 03");
                s.Quiet();
            }
        }

        [TestMethod]
        public void Subscribe_while_the_broker_has_not_answered_unsubscribe_is_congestion_and_both_are_answered()
        {
            Scenario s = ConnectedTransparent();
            s.From(1, "08 12 20 00 05 'a/b'");
            s.Asks("client subscribe a/b q1");
            s.Granted(1);
            s.To(1, "08 13 20 00 01 00 05 00");
            s.From(1, "08 14 00 00 06 'a/b'");
            s.Asks("client unsubscribe a/b");
            s.From(1, "08 12 20 00 07 'a/b'");
            s.To(1, "08 13 00 00 00 00 07 01");
            s.Gateway.OnBrokerUnsubscribed(s.NowMs, s.Broker.Token);
            s.To(1, "04 15 00 06");
            s.From(1, "08 12 20 00 08 'a/b'");
            s.Asks("client subscribe a/b q1");
            s.From(1, "08 12 20 00 09 'a/b'");
            s.To(1, "08 13 00 00 00 00 09 01");
            s.Granted(1);
            s.To(1, "08 13 20 00 01 00 08 00");
            s.Quiet();
        }

        [TestMethod]
        public void A_filter_that_is_none_is_unsubscribed()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "07 14 00 00 06 'a#'");
            s.To(1, "04 15 00 06");
            s.Quiet();
        }

        [TestMethod]
        public void A_shared_subscription_needs_a_broker_connection_of_the_clients_own()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "0F 12 20 00 05 '$share/g/a'");
            s.To(1, "08 13 00 00 00 00 05 03");
            s.Quiet();
            s = ConnectedTransparent();
            s.From(1, "0F 12 20 00 05 '$share/g/a'");
            s.Asks("client subscribe $share/g/a q1");
            s.Granted(1);
            s.To(1, "08 13 20 00 01 00 05 00");
            s.Message(s.Broker.Opened, "a", "x", 0, false, 0);
            s.To(1, "07 0A 00 02 00 01 'a'");
            s.From(1, "07 0B 00 02 00 01 00");
            s.To(1, "08 0C 00 00 02 00 00 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void A_refusal_of_the_broker_is_not_supported()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "08 12 40 00 05 'a/#'");
            s.Asks("subscribe a/# q2");
            s.Granted(-1);
            s.To(1, "08 13 00 00 00 00 05 03");
            Assert.AreEqual(0, s.Gateway.FilterCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void The_broker_subscription_has_the_highest_qos_and_delivery_the_lower_of_both()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Connect(2, "b");
            s.Register(1);
            s.Register(2);
            s.SubscribeAll(1, 0);
            s.SubscribeAll(2, 1);
            s.Message("a/b", "x", 2);
            s.To(2, "08 0C 20 00 01 00 01 'x'");
            s.To(1, "08 0C 00 00 01 00 00 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void Each_new_subscriber_gets_the_retained_message_and_only_it()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Connect(2, "b");
            s.Register(1);
            s.Register(2);
            s.SubscribeAll(1, 0);
            s.Message(0, "a/b", "r", 0, true, 0);
            s.To(1, "08 0C 10 00 01 00 00 'r'");
            s.SubscribeAll(2, 0);
            s.Message(0, "a/b", "r", 0, true, 0);
            s.To(2, "08 0C 10 00 01 00 00 'r'");
            s.Message(0, "a/b", "r", 0, true, 0);
            s.Quiet();

            // And what is published afterwards goes to both.
            s.Message("a/b", "n", 0);
            s.To(2, "08 0C 00 00 01 00 00 'n'");
            s.To(1, "08 0C 00 00 01 00 00 'n'");
            s.Quiet();
        }

        [TestMethod]
        public void A_retained_message_goes_to_the_newest_subscriber_when_there_was_none_for_the_older()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Connect(2, "b");
            s.Register(1);
            s.Register(2);
            s.SubscribeAll(1, 0);
            s.SubscribeAll(2, 0);
            s.Message(0, "a/b", "r", 0, true, 0);
            s.To(2, "08 0C 10 00 01 00 00 'r'");
            s.Quiet();
        }

        [TestMethod]
        public void A_retained_message_goes_to_the_subscriber_that_is_answered_while_another_still_waits()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Connect(2, "b");
            s.Register(1);
            s.Register(2);
            s.SubscribeAll(1, 0);
            s.From(2, "08 12 00 00 05 'a/b'");
            s.Asks("subscribe a/b q0");
            s.Message(0, "a/b", "r", 0, true, 0);
            s.To(1, "08 0C 10 00 01 00 00 'r'");
            s.Granted(0);
            s.To(2, "08 13 00 00 01 00 05 00");
            s.Message("a/b", "n", 0);
            s.To(2, "08 0C 00 00 01 00 00 'n'");
            s.To(1, "08 0C 00 00 01 00 00 'n'");
            s.Message(0, "a/b", "n", 0, true, 0);
            s.To(2, "08 0C 10 00 01 00 00 'n'");
            s.Quiet();
        }

        [TestMethod]
        public void A_broker_that_sends_retained_messages_before_its_answer_is_recognised()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Connect(2, "b");
            s.Register(1);
            s.Register(2);
            s.From(1, "07 12 01 00 05 00 07");
            s.Asks("subscribe pre/seven q0");
            s.Message(0, "pre/seven", "r", 0, true, 0);
            s.To(1, "08 0C 11 00 07 00 00 'r'");
            s.Granted(0);
            s.To(1, "08 13 00 00 07 00 05 00");

            // Nothing is retained for the first; for the second there is.
            s.SubscribeAll(1, 0);
            s.From(2, "08 12 00 00 05 'a/b'");
            s.Asks("subscribe a/b q0");
            s.Message(0, "a/b", "r", 0, true, 0);
            s.To(2, "08 0C 10 00 01 00 00 'r'");
            s.Granted(0);
            s.To(2, "08 13 00 00 01 00 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void A_retained_message_that_the_broker_sends_again_after_an_outage_reaches_its_subscriber()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Register(1);
            s.SubscribeAll(1, 1);
            s.Gateway.OnBrokerLost(s.NowMs, 0, true);
            s.After(30000);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true);
            s.Message(0, "a/b", "r", 1, true, 44);
            s.To(1, "08 0C 30 00 01 00 01 'r'");
            s.From(1, "07 0D 00 01 00 01 00");
            s.Asks("ack 44");
            s.Quiet();
        }

        [TestMethod]
        public void What_a_subscription_that_is_made_again_brings_is_not_taken_for_a_new_subscribers()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Connect(2, "b");
            s.Register(2);
            s.SubscribeAll(1, 0);
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.Asks("subscribe a/+ q0");
            int again = s.Broker.Token;
            s.From(2, "08 12 20 00 05 'a/b'");
            s.Asks("subscribe a/b q1");
            s.Gateway.OnBrokerSubscribed(s.NowMs, again, 0);
            s.Message(0, "a/b", "r", 0, true, 0);
            s.To(1, "09 0A 00 01 00 01 'a/b'");
            s.From(1, "07 0B 00 01 00 01 00");
            s.To(1, "08 0C 10 00 01 00 00 'r'");
            s.Quiet();
            s.Granted(1);
            s.To(2, "08 13 20 00 01 00 05 00");
            s.Message(0, "a/b", "r", 1, true, 44);
            s.To(2, "08 0C 30 00 01 00 01 'r'");
            s.Quiet();
        }

        [TestMethod]
        public void A_retained_message_may_come_before_the_brokers_answer()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "08 12 00 00 05 'a/b'");
            s.Asks("subscribe a/b q0");
            s.Message(0, "a/b", "r", 0, true, 0);
            s.To(1, "09 0A 00 01 00 01 'a/b'");
            s.From(1, "07 0B 00 01 00 01 00");
            s.To(1, "08 0C 10 00 01 00 00 'r'");
            s.Granted(0);
            s.To(1, "08 13 00 00 01 00 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void A_retained_message_is_taken_for_a_subscription_for_a_while_only()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Register(1);
            s.SubscribeAll(1, 0);
            s.After(20000);
            s.Message(0, "a/b", "r", 0, true, 0);
            Assert.AreEqual(1L, s.Gateway.Counters.BrokerMessagesUnwanted, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Overlapping_subscriptions_deliver_once_at_the_higher_qos()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Register(1);
            s.SubscribeAll(1, 1);
            s.From(1, "08 12 00 00 06 'a/b'");
            s.Asks("subscribe a/b q0");
            s.Granted(0);
            s.To(1, "08 13 00 00 01 00 06 00");
            s.From(1, "06 12 00 00 07 '#'");
            s.Asks("subscribe # q0");
            s.Granted(0);
            s.To(1, "08 13 00 00 00 00 07 00");
            s.Message("a/b", "x", 1);
            s.To(1, "08 0C 20 00 01 00 01 'x'");
            s.From(1, "07 0D 00 01 00 01 00");
            s.Quiet();
        }

        [TestMethod]
        public void Wildcards_do_not_match_topics_of_the_system()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "06 12 00 00 07 '#'");
            s.Asks("subscribe # q0");
            s.Granted(0);
            s.To(1, "08 13 00 00 00 00 07 00");
            s.From(1, "08 12 00 00 08 '+/x'");
            s.Asks("subscribe +/x q0");
            s.Granted(0);
            s.To(1, "08 13 00 00 00 00 08 00");
            s.Message("$s/x", "x", 0);
            s.Quiet();
            s.From(1, "09 12 00 00 09 '$s/+'");
            s.Asks("subscribe $s/+ q0");
            s.Granted(0);
            s.To(1, "08 13 00 00 00 00 09 00");
            s.Message("$s/x", "x", 0);
            s.To(1, "0A 0A 00 01 00 01 '$s/x'");
            s.Quiet();
        }

        [TestMethod]
        public void The_last_unsubscriber_ends_the_broker_subscription()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Connect(2, "b");
            s.SubscribeAll(1, 0);
            s.SubscribeAll(2, 0);
            s.From(1, "08 14 00 00 0A 'a/+'");
            s.To(1, "04 15 00 0A");
            s.Quiet();
            s.From(2, "08 14 00 00 0B 'a/+'");
            s.Asks("unsubscribe a/+");
            s.To(2, "04 15 00 0B");
            s.Gateway.OnBrokerUnsubscribed(s.NowMs, s.Broker.Token);
            s.From(2, "08 14 00 00 0C 'a/+'");
            s.To(2, "04 15 00 0C");
            Assert.AreEqual(0, s.Gateway.FilterCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Limits_and_an_absent_broker_are_congestion()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.SubscriptionsPerClientMax = 1;
            settings.BrokerGraceMs = 0;
            Scenario s = new Scenario(settings);
            s.Connect(1, "a");
            s.SubscribeAll(1, 0);
            s.From(1, "08 12 00 00 06 'b/+'");
            s.To(1, "08 13 00 00 00 00 06 01");
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.From(1, "08 12 00 00 07 'a/+'");
            s.To(1, "08 13 00 00 00 00 07 01");
            s.Quiet();
        }

        [TestMethod]
        public void A_filter_that_is_none_is_not_supported()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "08 12 00 00 06 'a#b'");
            s.To(1, "08 13 00 00 00 00 06 03");
            s.Quiet();
        }

        [TestMethod]
        public void Subscriptions_are_made_again_when_the_broker_has_lost_them()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Register(1);
            s.SubscribeAll(1, 1);
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.Asks("subscribe a/+ q1");
            s.Granted(1);
            s.Quiet();
            s.Message("a/b", "x", 0);
            s.To(1, "08 0C 00 00 01 00 00 'x'");
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true);
            s.Quiet();
        }

        [TestMethod]
        public void What_is_retained_when_the_broker_has_lost_the_session_reaches_all_subscribers_asleep_and_away_as_well()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Register(1);
            s.SubscribeAll(1, 1);
            s.Connect(2, "b");
            s.From(2, "08 12 00 00 63 'a/+'");
            s.Asks("subscribe a/+ q1");
            s.Granted(1);
            s.To(2, "08 13 00 00 00 00 63 00");
            s.From(2, "04 18 00 3C");
            s.To(2, "02 18");
            s.ConnectKept(3, "c");
            s.SubscribeAll(3, 1);
            s.From(3, "02 18");
            s.To(3, "02 18");
            s.Gateway.OnBrokerLost(s.NowMs, 0, true);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.Asks("subscribe a/+ q1");
            s.Granted(1);
            s.Quiet();
            s.Message(0, "a/b", "new", 1, true, 71);
            s.To(1, "0A 0C 30 00 01 00 01 'new'");
            s.Quiet();
            s.From(1, "07 0D 00 01 00 01 00");
            s.Asks("ack 71");
            s.From(2, "03 16 'b'");
            s.To(2, "09 0A 00 01 00 01 'a/b'");
            s.From(2, "07 0B 00 01 00 01 00");
            s.To(2, "0A 0C 10 00 01 00 00 'new'");
            s.To(2, "02 17");
            s.ConnectKept(3, "c");
            s.To(3, "09 0A 00 01 00 01 'a/b'");
            s.From(3, "07 0B 00 01 00 01 00");
            s.To(3, "0A 0C 30 00 01 00 02 'new'");
            s.From(3, "07 0D 00 01 00 02 00");
            s.Quiet();

            // Once: a later SUBSCRIBE is for its own subscriber again.
            s.Connect(4, "d");
            s.SubscribeAll(4, 1);
            s.Message(0, "a/b", "new", 0, true, 0);
            s.To(4, "09 0A 00 01 00 01 'a/b'");
            s.Quiet();
        }

        [TestMethod]
        public void A_lost_SUBSCRIBE_that_was_made_again_is_so_for_all_once_more()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Register(1);
            s.SubscribeAll(1, 0);
            s.Gateway.OnBrokerLost(s.NowMs, 0, true);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.Asks("subscribe a/+ q0");
            s.Gateway.OnBrokerLost(s.NowMs, 0, true);

            // The broker had it, or had it not; what it sent is lost in either case.
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true);
            s.Asks("subscribe a/+ q0");
            s.Message(0, "a/b", "r", 0, true, 0);
            s.To(1, "08 0C 10 00 01 00 00 'r'");
            s.Granted(0);
            s.Quiet();
        }

        [TestMethod]
        public void A_message_between_a_SUBSCRIBE_that_is_made_again_and_its_answer_is_everybodys_and_takes_nothing_from_the_retained_one()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Register(1);
            s.SubscribeAll(1, 0);
            s.Connect(2, "b");
            s.Register(2);
            s.SubscribeAll(2, 0);
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.Asks("subscribe a/+ q0");
            s.Message(0, "a/b", "old", 0, true, 0);
            s.To(1, "0A 0C 10 00 01 00 00 'old'");
            s.To(2, "0A 0C 10 00 01 00 00 'old'");
            s.Message("a/b", "new", 0);
            s.To(2, "0A 0C 00 00 01 00 00 'new'");
            s.To(1, "0A 0C 00 00 01 00 00 'new'");
            s.Granted(0);
            s.Quiet();
        }

        [TestMethod]
        public void Who_subscribes_to_the_filter_while_it_is_made_again_gets_the_retained_messages_once()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Register(1);
            s.SubscribeAll(1, 0);
            s.Connect(2, "b");
            s.Register(2);
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.Asks("subscribe a/+ q0");
            s.From(2, "08 12 20 00 05 'a/+'");
            s.Quiet();
            s.Granted(0);
            s.Asks("subscribe a/+ q1");
            s.Message(0, "a/b", "r", 0, true, 0);
            s.To(1, "08 0C 10 00 01 00 00 'r'");
            s.Granted(1);
            s.To(2, "08 13 20 00 00 00 05 00");
            s.Message(0, "a/b", "r", 0, true, 0);
            s.To(2, "08 0C 10 00 01 00 00 'r'");
            s.Quiet();
        }

        [TestMethod]
        public void Who_unsubscribes_while_the_filter_is_made_again_gets_nothing_of_it()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.SubscribeAll(1, 0);
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.Asks("subscribe a/+ q0");
            s.From(1, "08 14 00 00 0A 'a/+'");
            s.To(1, "04 15 00 0A");
            s.Message(0, "a/b", "r", 0, true, 0);
            s.Granted(0);
            s.Asks("unsubscribe a/+");
            s.Quiet();
        }

        [TestMethod]
        public void What_does_not_fit_of_the_retained_messages_that_come_again_is_counted()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.BufferedMessagesPerClientMax = 2;
            Scenario s = new Scenario(settings);
            s.Connect(1, "a");
            s.SubscribeAll(1, 1);
            s.From(1, "04 18 00 3C");
            s.To(1, "02 18");
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.Asks("subscribe a/+ q1");
            s.Granted(1);
            s.Message(0, "a/b", "1", 1, true, 0);
            s.Message(0, "a/c", "2", 1, true, 0);
            s.Message(0, "a/d", "3", 1, true, 0);
            s.Message(0, "a/e", "4", 1, true, 0);
            Assert.AreEqual(2, s.Gateway.BufferedMessageCount, string.Empty);
            s.Lost(LossReason.ClientQueue, 2);
            s.Quiet();
        }

        [TestMethod]
        public void A_subscription_that_the_broker_refuses_when_it_is_made_again_is_counted_as_lost()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.SubscribeAll(1, 0);
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.Asks("subscribe a/+ q0");
            Assert.IsFalse(s.Gateway.IsSubscribed, string.Empty);
            s.Granted(-1);
            Assert.IsTrue(s.Gateway.IsSubscribed, string.Empty);
            s.Lost(LossReason.SubscriptionRefused, 1);
            s.Quiet();
        }

        [TestMethod]
        public void A_request_that_the_broker_did_not_answer_before_it_was_lost_is_congestion_and_can_be_made_again()
        {
            Scenario s = Scenario.AggregatingWithoutGrace();
            s.Connect(1, "a");
            s.From(1, "08 12 20 00 05 'a/b'");
            s.Asks("subscribe a/b q1");
            s.Gateway.OnBrokerLost(s.NowMs, 0, true);
            s.To(1, "08 13 00 00 00 00 05 01");
            s.Quiet();
            Assert.AreEqual(0, s.Gateway.PendingCount, string.Empty);

            // The broker may have it: as nobody wants it now, it is ended.
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true);
            s.Asks("unsubscribe a/b");
            s.Gateway.OnBrokerUnsubscribed(s.NowMs, s.Broker.Token);
            Assert.AreEqual(0, s.Gateway.FilterCount, string.Empty);
            s.From(1, "08 12 20 00 06 'a/b'");
            s.Asks("subscribe a/b q1");
            s.Granted(1);
            s.To(1, "08 13 20 00 01 00 06 00");
            s.Quiet();
        }

        [TestMethod]
        public void An_UNSUBSCRIBE_that_the_broker_did_not_answer_before_it_was_lost_is_made_again()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.SubscribeAll(1, 0);
            s.From(1, "08 14 00 00 0A 'a/+'");
            s.Asks("unsubscribe a/+");
            s.To(1, "04 15 00 0A");
            s.Gateway.OnBrokerLost(s.NowMs, 0, true);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true);
            s.Asks("unsubscribe a/+");
            s.Gateway.OnBrokerUnsubscribed(s.NowMs, s.Broker.Token);
            Assert.AreEqual(0, s.Gateway.FilterCount, string.Empty);
            Assert.AreEqual(0, s.Gateway.PendingCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void A_broker_that_is_busy_is_asked_again()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Broker.Takes = false;
            s.From(1, "08 12 20 00 05 'a/b'");
            s.Asks("refused subscribe a/b q1");
            s.Quiet();
            s.Broker.Takes = true;
            s.After(1000);
            s.Asks("subscribe a/b q1");
            s.Granted(1);
            s.To(1, "08 13 20 00 01 00 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_asks_the_broker_for_each_client()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.From(1, "07 12 21 00 02 00 07");
            s.Asks("client subscribe pre/seven q1");
            s.Granted(1);
            s.To(1, "08 13 20 00 07 00 02 00");
            s.Message(s.Broker.Opened, "pre/seven", "x", 1, true, 44);
            s.To(1, "08 0C 31 00 07 00 01 'x'");
            s.Quiet();
            s.From(1, "07 0D 00 07 00 01 00");
            s.Asks("ack 44");
            s.From(1, "07 14 01 00 03 00 07");
            s.Asks("client unsubscribe pre/seven");
            s.Quiet();
            s.Gateway.OnBrokerUnsubscribed(s.NowMs, s.Broker.Token);
            s.To(1, "04 15 00 03");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_makes_the_subscriptions_again_on_a_new_session()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.From(1, "08 12 20 00 05 'a/b'");
            s.Asks("client subscribe a/b q1");
            s.Granted(1);
            s.To(1, "08 13 20 00 01 00 05 00");
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            s.After(1000);
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.Asks("client subscribe a/b q1");
            s.Granted(1);
            s.Quiet();
        }

        [TestMethod]
        public void While_the_broker_is_away_for_a_short_time_it_is_left_to_be_repeated()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "08 12 20 00 05 'a/b'");
            s.Asks("subscribe a/b q1");
            s.Gateway.OnBrokerLost(s.NowMs, 0, true);
            s.From(1, "08 12 A0 00 05 'a/b'");
            s.Quiet();
            Assert.AreEqual(0, s.Gateway.PendingCount, string.Empty);

            // The broker may have it: as nobody wants it now, it is ended.
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true);
            s.Asks("unsubscribe a/b");
            s.Gateway.OnBrokerUnsubscribed(s.NowMs, s.Broker.Token);
            s.From(1, "08 12 A0 00 05 'a/b'");
            s.Asks("subscribe a/b q1");
            s.Granted(1);
            s.To(1, "08 13 20 00 01 00 05 00");
            s.Gateway.OnBrokerLost(s.NowMs, 0, true);
            s.After(60000);
            s.From(1, "08 12 20 00 06 'c/d'");
            s.To(1, "08 13 00 00 00 00 06 01");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_does_not_make_them_again_on_a_session_that_is_still_there()
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

            // The link opens it again by itself.
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, true);
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.Quiet();

            // The gateway opens it again.
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            s.After(2000);
            s.Asks("open a kept");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.After(1000);
            s.Quiet();
        }

        private static Scenario ConnectedTransparent()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            return s;
        }
    }
}
