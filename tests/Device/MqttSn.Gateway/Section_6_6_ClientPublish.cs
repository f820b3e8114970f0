using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 6.6: a client's publish procedure.</summary>
    [TestClass]
    public class Section_6_6_ClientPublish
    {
        [TestMethod]
        public void Qos_0_goes_to_the_broker_and_is_not_answered()
        {
            Scenario s = Connected();
            s.From(1, "09 0C 10 00 01 00 00 'hi'");
            s.Asks("publish a/b=hi q0 retain");
            s.Quiet();
        }

        [TestMethod]
        public void Qos_1_is_acknowledged_only_after_the_broker()
        {
            Scenario s = Connected();
            s.From(1, "09 0C 20 00 01 00 09 'hi'");
            s.Asks("publish a/b=hi q1");
            s.Quiet();
            s.Published();
            s.To(1, "07 0D 00 01 00 09 00");
            s.Quiet();
        }

        [TestMethod]
        public void Qos_1_sent_again_before_the_broker_answered_is_not_forwarded_again()
        {
            Scenario s = Connected();
            s.From(1, "09 0C 20 00 01 00 09 'hi'");
            s.Asks("publish a/b=hi q1");
            s.From(1, "09 0C A0 00 01 00 09 'hi'");
            s.Quiet();
            s.Published();
            s.To(1, "07 0D 00 01 00 09 00");
            s.Quiet();
        }

        [TestMethod]
        public void Qos_1_sent_again_after_the_answer_is_forwarded_again()
        {
            Scenario s = Connected();
            s.From(1, "09 0C 20 00 01 00 09 'hi'");
            s.Asks("publish a/b=hi q1");
            s.Published();
            s.To(1, "07 0D 00 01 00 09 00");
            s.From(1, "09 0C A0 00 01 00 09 'hi'");
            s.Asks("publish a/b=hi q1");
            s.Published();
            s.To(1, "07 0D 00 01 00 09 00");
            s.Quiet();
        }

        [TestMethod]
        public void Qos_2_reaches_the_broker_once_however_often_it_is_sent()
        {
            Scenario s = Connected();
            s.From(1, "09 0C 40 00 01 00 09 'hi'");
            s.Asks("publish a/b=hi q2");
            s.From(1, "09 0C C0 00 01 00 09 'hi'");
            s.Quiet();
            s.Published();
            s.To(1, "04 0F 00 09");
            s.From(1, "09 0C C0 00 01 00 09 'hi'");
            s.To(1, "04 0F 00 09");
            s.From(1, "04 10 00 09");
            s.To(1, "04 0E 00 09");
            s.From(1, "04 10 00 09");
            s.To(1, "04 0E 00 09");
            s.Quiet();
        }

        [TestMethod]
        public void A_copy_of_a_finished_qos_2_publish_that_comes_late_is_dropped()
        {
            Scenario s = Connected();
            s.From(1, "09 0C 40 00 01 00 09 'hi'");
            s.Asks("publish a/b=hi q2");
            s.Published();
            s.To(1, "04 0F 00 09");
            s.From(1, "04 10 00 09");
            s.To(1, "04 0E 00 09");
            s.After(999);
            s.From(1, "09 0C 40 00 01 00 09 'hi'");
            s.Quiet();

            // Another content, or later, is another message.
            s.From(1, "09 0C 40 00 01 00 09 'ho'");
            s.Asks("publish a/b=ho q2");
            s.Quiet();
        }

        [TestMethod]
        public void A_message_id_is_free_again_after_its_exchange()
        {
            Scenario s = Connected();
            for (int i = 0; i < 3; i++)
            {
                s.From(1, "09 0C 40 00 01 00 09 'hi'");
                s.Asks("publish a/b=hi q2");
                s.Published();
                s.To(1, "04 0F 00 09");
                s.From(1, "04 10 00 09");
                s.To(1, "04 0E 00 09");
                s.After(1000);
            }

            s.Quiet();
        }

        [TestMethod]
        public void Qos_2_is_exactly_once_over_a_reconnect_of_a_kept_session()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectKept(1, "a");
            s.Register(1);
            s.From(1, "09 0C 40 00 01 00 09 'hi'");
            s.Asks("publish a/b=hi q2");
            s.From(2, "07 04 00 01 00 3C 'a'");
            s.To(2, "03 05 00");
            s.From(2, "09 0C C0 00 01 00 09 'hi'");
            s.Quiet();
            s.Published();
            s.To(2, "04 0F 00 09");
            s.Quiet();
        }

        [TestMethod]
        public void An_unknown_topic_id_is_rejected_at_every_qos()
        {
            Scenario s = Connected();
            s.From(1, "08 0C 00 00 02 00 00 'x'");
            s.To(1, "07 0D 00 02 00 00 02");
            s.From(1, "08 0C 20 00 02 00 03 'x'");
            s.To(1, "07 0D 00 02 00 03 02");
            s.From(1, "08 0C 40 00 02 00 04 'x'");
            s.To(1, "07 0D 00 02 00 04 02");
            s.From(1, "08 0C 20 00 00 00 05 'x'");
            s.To(1, "07 0D 00 00 00 05 02");
            s.Quiet();

            // At QoS 0 it is lost.
            s.Lost(LossReason.UnknownTopicId, 1);
            s.Quiet();
        }

        [TestMethod]
        public void A_busy_broker_is_congestion()
        {
            Scenario s = Connected();
            s.Broker.Takes = false;
            s.From(1, "08 0C 20 00 01 00 09 'x'");
            s.Asks("refused publish a/b=x q1");
            s.To(1, "07 0D 00 01 00 09 01");
            s.From(1, "08 0C 00 00 01 00 00 'x'");
            s.Asks("refused publish a/b=x q0");
            s.Lost(LossReason.BrokerBusy, 1);
            Assert.AreEqual(0, s.Gateway.PendingCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void An_absent_broker_is_congestion_and_the_client_stays()
        {
            Scenario s = Scenario.AggregatingWithoutGrace();
            s.Connect(1, "a");
            s.Register(1);
            s.From(1, "08 0C 20 00 01 00 08 'x'");
            s.Asks("publish a/b=x q1");
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.To(1, "07 0D 00 01 00 08 01");
            s.From(1, "08 0C 40 00 01 00 09 'x'");
            s.To(1, "07 0D 00 01 00 09 01");
            s.From(1, "02 16");
            s.To(1, "02 17");
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.From(1, "08 0C C0 00 01 00 09 'x'");
            s.Asks("publish a/b=x q2");
            s.Quiet();
        }

        [TestMethod]
        public void A_link_that_keeps_its_exchanges_answers_after_the_outage()
        {
            Scenario s = Connected();
            s.From(1, "08 0C 40 00 01 00 08 'x'");
            s.Asks("publish a/b=x q2");
            s.Gateway.OnBrokerLost(s.NowMs, 0, true);
            s.From(1, "08 0C C0 00 01 00 08 'x'");
            s.Quiet();
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true);
            s.Published();
            s.To(1, "04 0F 00 08");
            s.Quiet();
        }

        [TestMethod]
        public void Too_many_at_once_are_congestion()
        {
            Scenario s = Connected();
            for (int i = 1; i <= 4; i++)
            {
                s.From(1, "08 0C 20 00 01 00 0" + i.ToString() + " 'x'");
                s.Asks("publish a/b=x q1");
            }

            s.From(1, "08 0C 20 00 01 00 05 'x'");
            s.To(1, "07 0D 00 01 00 05 01");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_publishes_over_the_clients_own_connection()
        {
            Scenario s = Scenario.TransparentWithoutGrace();
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.Register(1);
            s.From(1, "08 0C 20 00 01 00 09 'x'");
            s.Asks("client publish a/b=x q1");
            s.Published();
            s.To(1, "07 0D 00 01 00 09 00");

            // Lost in between: told to try again, and connected again without the client.
            s.From(1, "08 0C 20 00 01 00 0A 'y'");
            s.Asks("client publish a/b=y q1");
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            s.To(1, "07 0D 00 01 00 0A 01");
            s.From(1, "08 0C A0 00 01 00 0A 'y'");
            s.To(1, "07 0D 00 01 00 0A 01");
            s.After(1000);
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.From(1, "08 0C A0 00 01 00 0A 'y'");
            s.Asks("client publish a/b=y q1");
            s.Quiet();
        }

        [TestMethod]
        public void What_the_broker_does_not_allow_is_not_supported()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Register(1);
            for (int qos = 1; qos <= 2; qos++)
            {
                s.From(1, "08 0C " + (qos == 1 ? "20" : "40") + " 00 01 00 0" + qos.ToString() + " 'x'");
                s.Asks("publish a/b=x q" + qos.ToString());
                s.Gateway.OnBrokerRefused(s.NowMs, s.Broker.Token);
                s.To(1, "07 0D 00 01 00 0" + qos.ToString() + " 03");
                s.Quiet();
            }
        }

        [TestMethod]
        public void Transparent_goes_on_with_a_kept_session_after_an_outage_so_that_qos_2_is_exactly_once()
        {
            Scenario s = Scenario.TransparentWithoutGrace();
            s.From(1, "07 04 00 01 00 3C 'a'");
            s.Asks("open a kept");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.Register(1);
            s.From(1, "08 0C 40 00 01 00 09 'x'");
            s.Asks("client publish a/b=x q2");
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, true);

            // It is with the link: sent again it is not forwarded again, and something new is not taken.
            s.From(1, "08 0C C0 00 01 00 09 'x'");
            s.Quiet();
            s.From(1, "08 0C 40 00 01 00 0A 'y'");
            s.To(1, "07 0D 00 01 00 0A 01");
            s.From(1, "08 12 20 00 05 'c/d'");
            s.To(1, "08 13 00 00 00 00 05 01");
            s.After(30000);
            s.Quiet();
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.Published();
            s.To(1, "04 0F 00 09");
            s.From(1, "08 0C C0 00 01 00 09 'x'");
            s.To(1, "04 0F 00 09");
            s.From(1, "04 10 00 09");
            s.To(1, "04 0E 00 09");
            Assert.AreEqual(0, s.Gateway.PendingCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_leaves_nothing_of_a_client_that_departs_during_the_outage()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 00 01 00 3C 'a'");
            s.Asks("open a kept");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.Register(1);
            s.From(1, "08 0C 40 00 01 00 09 'x'");
            s.Asks("client publish a/b=x q2");
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, true);
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.Asks("close");
            Assert.AreEqual(0, s.Gateway.PendingCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void While_the_broker_is_away_for_a_short_time_it_is_left_to_be_repeated()
        {
            Scenario s = Connected();
            s.From(1, "08 0C 20 00 01 00 08 'x'");
            s.Asks("publish a/b=x q1");
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.From(1, "08 0C A0 00 01 00 08 'x'");
            s.After(10000);
            s.From(1, "08 0C A0 00 01 00 08 'x'");
            s.Quiet();
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.From(1, "08 0C A0 00 01 00 08 'x'");
            s.Asks("publish a/b=x q1");
            s.Published();
            s.To(1, "07 0D 00 01 00 08 00");
            s.Quiet();
        }

        [TestMethod]
        public void When_the_outage_is_no_longer_short_it_is_congestion()
        {
            Scenario s = Connected();
            s.Gateway.OnBrokerLost(s.NowMs, 0, true);
            s.After(59999);
            s.From(1, "08 0C 40 00 01 00 08 'x'");
            s.Quiet();
            s.After(1);
            s.From(1, "08 0C C0 00 01 00 08 'x'");
            s.To(1, "07 0D 00 01 00 08 01");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_leaves_it_to_be_repeated_while_the_clients_own_connection_is_away_for_a_short_time()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 04 01 00 00 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.Register(1);
            s.After(60000);
            s.From(1, "08 0C 20 00 01 00 09 'x'");
            s.Asks("client publish a/b=x q1");
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            s.From(1, "08 0C A0 00 01 00 09 'x'");
            s.From(1, "08 12 20 00 05 'c/d'");
            s.Quiet();
            s.After(1000);
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.From(1, "08 0C A0 00 01 00 09 'x'");
            s.Asks("client publish a/b=x q1");
            s.Published();
            s.To(1, "07 0D 00 01 00 09 00");
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            for (int i = 0; i < 60; i++)
            {
                s.After(1000);
                s.Asks("open a clean");
                s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            }

            s.From(1, "08 0C 20 00 01 00 0A 'x'");
            s.To(1, "07 0D 00 01 00 0A 01");
            s.Quiet();
        }

        private static Scenario Connected()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Register(1);
            return s;
        }
    }
}
