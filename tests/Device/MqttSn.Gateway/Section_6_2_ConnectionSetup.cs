using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 6.2: a client's connection set-up.</summary>
    [TestClass]
    public class Section_6_2_ConnectionSetup
    {
        [TestMethod]
        public void Without_a_will_is_accepted_at_once()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "08 04 04 01 00 3C 'ab'");
            s.To(1, "03 05 00");
            s.IsIn(ClientStage.Active, "ab");
            s.Quiet();
        }

        [TestMethod]
        public void With_a_will_asks_for_topic_and_message()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 0C 01 00 0A 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 30 'w'");
            s.To(1, "02 08");
            s.From(1, "06 09 'gone'");
            s.To(1, "03 05 00");
            s.Quiet();
            s.After(15000);
            s.Asks("publish w=gone q1 retain");
            s.To(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void Questions_are_repeated_and_then_given_up()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "08 04 0C 01 00 0A 'ab'");
            s.To(1, "02 06");
            s.After(10000);
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.After(30000);
            s.To(1, "02 08");
            s.To(1, "02 08");
            s.To(1, "02 08");
            s.Quiet();
            s.IsIn(ClientStage.WillMessage, "ab");
            s.After(10000);
            s.IsIn(ClientStage.Free, "ab");
            Assert.AreEqual(0, s.Gateway.ClientCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void No_more_is_sent_for_a_CONNECT_than_it_had_octets()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 0C 01 00 0A 'a'");
            s.To(1, "02 06");
            s.After(30000);
            s.To(1, "02 06");
            s.To(1, "02 06");
            s.Quiet();
            s.From(1, "07 04 0C 01 00 0A 'a'");
            s.To(1, "02 06");
            s.Quiet();
        }

        [TestMethod]
        public void A_CONNECT_that_is_begun_again_and_again_ends()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.ConnectTimeoutMs = 25000;
            Scenario s = new Scenario(settings);
            for (int i = 0; i < 3; i++)
            {
                s.From(1, "08 04 0C 01 00 0A 'ab'");
                s.To(1, "02 06");
                s.After(8000);
            }

            s.IsIn(ClientStage.WillTopic, "ab");
            s.After(1000);
            s.IsIn(ClientStage.Free, "ab");
            s.Refused(RefusalReason.ConnectTimeout, 1);
            s.Quiet();
        }

        [TestMethod]
        public void CONNECTs_under_way_are_bounded()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.ConnectsUnderWayMax = 1;
            Scenario s = new Scenario(settings);
            s.From(1, "08 04 0C 01 00 0A 'ab'");
            s.To(1, "02 06");
            s.From(2, "08 04 0C 01 00 0A 'cd'");
            s.To(2, "03 05 01");
            s.Refused(RefusalReason.ConnectsUnderWay, 1);

            // One without a will is answered at once; and one that is under way can begin again.
            s.From(3, "08 04 04 01 00 0A 'ef'");
            s.To(3, "03 05 00");
            s.From(1, "08 04 0C 01 00 0A 'ab'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.To(1, "03 05 00");
            s.From(2, "08 04 0C 01 00 0A 'cd'");
            s.To(2, "02 06");
            s.Quiet();
        }

        [TestMethod]
        public void Answers_that_were_lost_are_given_again()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 0C 01 00 0A 'a'");
            s.To(1, "02 06");
            s.From(1, "07 04 0C 01 00 0A 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.To(1, "03 05 00");
            s.From(1, "03 09 'x'");
            s.To(1, "03 05 00");
            s.From(1, "07 04 0C 01 00 0A 'a'");
            s.To(1, "03 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void Is_rejected_with_congestion_while_the_broker_is_away()
        {
            Scenario s = Scenario.AggregatingWithoutGrace();
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.To(1, "03 05 01");
            Assert.AreEqual(0, s.Gateway.ClientCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Is_rejected_with_congestion_when_the_broker_goes_during_the_dialogue()
        {
            Scenario s = Scenario.AggregatingWithoutGrace();
            s.From(1, "07 04 0C 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.From(1, "03 09 'x'");
            s.To(1, "03 05 01");
            Assert.AreEqual(0, s.Gateway.ClientCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void That_is_rejected_ends_what_an_earlier_one_began_so_that_no_will_is_made_of_both()
        {
            Scenario s = Scenario.AggregatingWithoutGrace();
            s.From(1, "07 04 0C 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.From(1, "07 04 0C 01 00 1E 'a'");
            s.To(1, "03 05 01");
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true);
            s.From(1, "03 09 'x'");
            s.To(1, "02 18");
            s.After(60000);
            s.To(1, "03 02 01");
            Assert.AreEqual(0, s.Gateway.ClientCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Another_protocol_or_client_id_is_not_supported()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 04 02 00 3C 'a'");
            s.To(1, "03 05 03");
            s.From(1, "06 04 04 01 00 3C");
            s.To(1, "03 05 03");
            s.Quiet();
        }

        [TestMethod]
        public void A_client_id_longer_than_the_specification_has_it_is_taken_up_to_the_setting()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.ClientIdLengthMax = 33;
            Scenario s = new Scenario(settings);
            s.From(1, "27 04 04 01 00 3C 'd:quickstart:udptest:9002f7f1ad23'");
            s.To(1, "03 05 00");
            s.From(1, "04 18 00 3C");
            s.To(1, "02 18");
            s.From(2, "23 16 'd:quickstart:udptest:9002f7f1ad23'");
            s.To(2, "02 17");
            s.From(3, "28 04 04 01 00 3C 'd:quickstart:udptest:9002f7f1ad234'");
            s.To(3, "03 05 03");
            s.From(3, "1E 04 04 01 00 3C 'abcdefghijklmnopqrstuvw' FF");
            s.To(3, "03 05 03");
            Assert.AreEqual(1, s.Gateway.ClientCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void A_will_topic_that_is_none_is_not_supported()
        {
            string[] topics = new string[] { "06 07 00 'a/#'", "06 07 60 'a/b'", "05 07 00 FF FE", "04 07 00 00" };
            for (int i = 0; i < topics.Length; i++)
            {
                Scenario s = Scenario.Aggregating();
                s.From(1, "07 04 0C 01 00 3C 'a'");
                s.To(1, "02 06");
                s.From(1, topics[i]);
                s.To(1, "03 05 03");
                Assert.AreEqual(0, s.Gateway.ClientCount, string.Empty);
                s.Quiet();
            }
        }

        [TestMethod]
        public void A_will_topic_of_flags_alone_is_no_will()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 0C 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "03 07 10");
            s.To(1, "03 05 00");
            s.After(90000);
            s.To(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void A_full_gateway_rejects_and_a_freed_slot_serves_again()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.ClientsMax = 2;
            Scenario s = new Scenario(settings);
            s.Connect(1, "a");
            s.Connect(2, "b");
            s.From(3, "07 04 04 01 00 3C 'c'");
            s.To(3, "03 05 01");
            s.Refused(RefusalReason.ClientsFull, 1);
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.From(3, "07 04 04 01 00 3C 'c'");
            s.To(3, "03 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void Rejections_beyond_their_rate_are_counted_and_not_sent()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.ClientsMax = 1;
            settings.RejectionsPerSecondMax = 8;
            Scenario s = new Scenario(settings);
            s.Connect(1, "a");
            s.From(2, "07 04 04 01 00 3C 'b'");
            s.To(2, "03 05 01");
            s.From(3, "07 04 04 02 00 3C 'c'");
            s.To(3, "03 05 03");
            s.From(4, "07 04 04 01 00 3C 'd'");
            s.Quiet();
            Assert.AreEqual(3L, s.Gateway.Counters.ConnectsRejected, string.Empty);
            Assert.AreEqual(1L, s.Gateway.Counters.AnswersHeldBack, string.Empty);

            s.After(125);
            s.From(4, "07 04 04 01 00 3C 'd'");
            s.To(4, "03 05 01");
            s.From(5, "07 04 04 01 00 3C 'e'");
            s.Quiet();
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.From(5, "07 04 04 01 00 3C 'e'");
            s.To(5, "03 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void A_full_gateway_gives_up_the_session_that_was_left_longest()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.ClientsMax = 2;
            Scenario s = new Scenario(settings);
            s.ConnectKept(1, "a");
            s.ConnectKept(2, "b");
            s.From(2, "02 18");
            s.To(2, "02 18");
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.Connect(3, "c");
            s.IsIn(ClientStage.Free, "b");
            s.IsIn(ClientStage.Disconnected, "a");
            s.Quiet();
        }

        [TestMethod]
        public void The_same_id_from_another_address_takes_over_without_a_will()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 08 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.To(1, "03 05 00");
            s.From(2, "07 04 00 01 00 3C 'a'");
            s.To(2, "03 05 00");
            s.Quiet();
            Assert.AreEqual(1, s.Gateway.ClientCount, string.Empty);

            // The old address is nobody's now.
            s.From(1, "02 16");
            s.To(1, "02 18");
            s.From(2, "02 16");
            s.To(2, "02 17");
            s.Quiet();
        }

        [TestMethod]
        public void Another_id_at_the_same_address_leaves_the_first_to_its_keep_alive()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Connect(1, "b");
            s.IsIn(ClientStage.Active, "a");
            s.After(66000);
            s.IsIn(ClientStage.Free, "a");
            s.To(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void Another_id_at_the_same_address_does_not_keep_an_unfinished_connect()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 0C 01 00 3C 'a'");
            s.To(1, "02 06");
            s.Connect(1, "b");
            s.IsIn(ClientStage.WillTopic, "a");
            s.After(40000);
            s.IsIn(ClientStage.Free, "a");
            s.IsIn(ClientStage.Active, "b");
            s.Quiet();
        }

        [TestMethod]
        public void Another_id_at_the_same_address_ends_a_client_without_keep_alive()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 04 01 00 00 'a'");
            s.To(1, "03 05 00");
            s.Connect(1, "b");
            s.IsIn(ClientStage.Free, "a");
            Assert.AreEqual(1L, s.Gateway.Counters.ClientsLost, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_waits_for_the_broker()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.Quiet();
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_hands_the_will_to_the_broker()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 08 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 50 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.Asks("open a kept will w=x q2 retain");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.To(1, "03 05 00");
            s.After(66000);
            s.Asks("break");
            s.To(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_takes_over_without_a_will_and_with_the_stored_one_for_the_new_connection()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 08 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.Asks("open a kept will w=x q0");
            int first = s.Broker.Opened;
            s.Gateway.OnBrokerConnected(s.NowMs, first, true);
            s.To(1, "03 05 00");
            s.From(2, "07 04 00 01 00 3C 'a'");
            s.Asks("close");
            s.Asks("open a kept will w=x q0");
            s.Quiet();

            // What is late of the first connection is not taken for the second's.
            s.Gateway.OnBrokerLost(s.NowMs, first, false);
            s.Quiet();
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.To(2, "03 05 00");
            s.From(1, "02 16");
            s.To(1, "02 18");
            Assert.AreEqual(1, s.Gateway.ClientCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_rejects_with_congestion_when_the_broker_refuses_or_is_silent()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 01");
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.After(10000);
            s.Asks("close");
            s.To(1, "03 05 01");
            Assert.AreEqual(0, s.Gateway.ClientCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Is_accepted_while_the_broker_is_away_for_a_short_time_and_its_will_is_kept()
        {
            Scenario s = Scenario.Aggregating();
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.After(59000);
            s.ConnectWithWill(1, "a", true);
            s.After(1000);
            s.From(2, "07 04 04 01 00 3C 'b'");
            s.To(2, "03 05 01");

            // An attempt that fails does not make it a new outage.
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.From(2, "07 04 04 01 00 3C 'b'");
            s.To(2, "03 05 01");
            s.After(65000);
            s.To(1, "02 18");
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true);
            s.Asks("publish w=x q0");
            s.After(0);
            s.To(2, "03 02 01");
            s.Quiet();
        }

        [TestMethod]
        public void Is_rejected_before_the_broker_was_there_for_the_first_time_and_told_when_it_is()
        {
            Scenario s = Scenario.BeforeTheBroker();
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.To(1, "03 05 01");
            s.Gateway.OnBrokerConnected(s.NowMs, MqttSn.Gateway.MqttSnGateway.OwnConnection, false);
            s.After(0);
            s.To(1, "03 02 01");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_waits_for_a_broker_that_is_away_for_a_short_time()
        {
            Scenario s = Scenario.Transparent();
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            s.After(999);
            s.Quiet();
            s.After(1);
            s.Asks("open a clean");
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Quiet();
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.After(1000);
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_answers_with_congestion_before_the_client_gives_up()
        {
            Scenario s = Scenario.Transparent();
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.After(29999);
            s.Quiet();
            s.After(1);
            s.Asks("close");
            s.To(1, "03 05 01");
            s.Quiet();
            Assert.AreEqual(0, s.Gateway.ClientCount, string.Empty);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.After(0);
            s.To(1, "03 02 01");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_rejects_at_once_when_the_outage_is_long()
        {
            Scenario s = Scenario.Transparent();
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.After(60000);
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 01");
            s.Quiet();
        }
    }
}
