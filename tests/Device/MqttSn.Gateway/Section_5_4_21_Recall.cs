using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>
    /// MQTT-SN 1.2, 5.4.21: DISCONNECT of the gateway. A client whose retained words or will the broker may have lost or changed is sent to connect
    /// again, and to say them anew.
    /// </summary>
    [TestClass]
    public class Section_5_4_21_Recall
    {
        private const string Disconnect = "02 18";

        [TestMethod]
        public void An_awake_client_with_a_will_is_told_when_the_broker_is_back_and_has_forgotten()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectWithWill(1, "a", true);
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.After(6000);
            s.Quiet();
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.After(0);
            s.To(1, Disconnect);
            s.IsIn(ClientStage.Recalled, "a");
            s.ConnectWithWill(1, "a", true);
            s.IsIn(ClientStage.Active, "a");
            s.After(60000);
            Assert.AreEqual(1L, s.Gateway.Counters.Recalls, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Nobody_is_told_when_the_broker_has_kept_the_session()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectWithWill(1, "a", true);
            s.Restart(true);
            s.After(60000);
            s.Quiet();
        }

        [TestMethod]
        public void A_client_without_a_will_keeps_its_subscriptions_and_is_left_alone()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.SubscribeAll(1, 1);
            s.Restart(false);
            s.Asks("subscribe a/+ q1");
            s.Granted(1);
            s.After(60000);
            s.IsIn(ClientStage.Active, "a");
            s.Quiet();
        }

        [TestMethod]
        public void One_that_sleeps_is_told_when_it_wakes_and_one_that_has_slept_at_once()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectWithWill(1, "a", false);
            s.From(1, "04 18 02 58");
            s.To(1, "02 18");
            s.ConnectWithWill(2, "b", false);
            s.From(2, "04 18 02 58");
            s.To(2, "02 18");
            s.ConnectKept(2, "b");
            s.Restart(false);
            s.After(0);
            s.To(2, Disconnect);
            s.After(50000);
            s.IsIn(ClientStage.Asleep, "a");
            s.Quiet();

            // By PINGREQ, from another address.
            s.From(3, "03 16 'a'");
            s.To(3, Disconnect);
            s.IsIn(ClientStage.Recalled, "a");
            s.ConnectWithWill(3, "a", false);
            s.From(3, "04 18 02 58");
            s.To(3, "02 18");
            s.From(3, "03 16 'a'");
            s.To(3, "02 17");
            s.Quiet();
        }

        [TestMethod]
        public void One_that_wakes_by_CONNECT_is_told_when_it_is_connected()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectWithWill(1, "a", false);
            s.From(1, "04 18 02 58");
            s.To(1, "02 18");
            s.Restart(false);
            s.After(300000);
            s.ConnectWithWill(2, "a", false);
            s.After(0);
            s.To(2, Disconnect);
            s.ConnectWithWill(2, "a", false);
            s.After(50000);
            s.Quiet();
        }

        [TestMethod]
        public void One_that_wakes_gets_what_waits_for_it_all_the_same()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectWithWill(1, "a", false);
            s.SubscribeAll(1, 1);
            s.Register(1);
            s.From(1, "04 18 02 58");
            s.To(1, "02 18");
            s.Message("a/b", "x", 1);
            s.Restart(false);
            s.Asks("subscribe a/+ q1");
            s.Granted(1);
            s.From(1, "03 16 'a'");
            s.To(1, Disconnect);
            s.ConnectWithWill(1, "a", false);
            s.To(1, "09 0A 00 01 00 01 'a/b'");
            s.From(1, "07 0B 00 01 00 01 00");
            s.To(1, "08 0C 20 00 01 00 02 'x'");
            s.Quiet();
        }

        [TestMethod]
        public void One_with_a_clean_session_that_wakes_gets_what_waits_for_it_first()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectWithWill(1, "a", true);
            s.SubscribeAll(1, 1);
            s.Register(1);
            s.From(1, "04 18 02 58");
            s.To(1, "02 18");
            s.Message("a/b", "x", 1);
            s.Restart(false);
            s.Asks("subscribe a/+ q1");
            s.Granted(1);
            s.From(1, "03 16 'a'");
            s.To(1, "08 0C 20 00 01 00 01 'x'");
            s.From(1, "07 0D 00 01 00 01 00");
            s.To(1, "02 17");
            s.From(1, "03 16 'a'");
            s.To(1, Disconnect);
            s.Quiet();
        }

        [TestMethod]
        public void They_are_told_one_after_the_other()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectWithWill(1, "a", true);
            s.ConnectWithWill(2, "b", true);
            s.ConnectWithWill(3, "c", true);
            s.Restart(false);
            s.After(0);
            s.To(1, Disconnect);
            s.After(99);
            s.Quiet();
            s.After(1);
            s.To(2, Disconnect);
            s.After(99);
            s.Quiet();
            s.After(1);
            s.To(3, Disconnect);
            s.Quiet();
        }

        [TestMethod]
        public void What_the_client_has_on_the_way_to_the_broker_is_acknowledged_first()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectWithWill(1, "a", true);
            s.Register(1);
            s.Restart(false);
            s.From(1, "08 0C 20 00 01 00 08 'x'");
            s.Asks("publish a/b=x q1");
            s.After(2500);
            s.Quiet();
            s.Published();
            s.To(1, "07 0D 00 01 00 08 00");
            s.After(1000);
            s.To(1, Disconnect);
            s.Quiet();
        }

        [TestMethod]
        public void A_QoS_2_exchange_is_completed_first()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectWithWill(1, "a", true);
            s.Register(1);
            s.Restart(false);
            s.From(1, "08 0C 40 00 01 00 08 'x'");
            s.Asks("publish a/b=x q2");
            s.Published();
            s.To(1, "04 0F 00 08");
            s.After(2500);
            s.Quiet();
            s.From(1, "04 10 00 08");
            s.To(1, "04 0E 00 08");
            s.After(1000);
            s.To(1, Disconnect);
            s.Quiet();
        }

        [TestMethod]
        public void What_waits_for_the_client_is_delivered_first()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectWithWill(1, "a", true);
            s.SubscribeAll(1, 1);
            s.Register(1);
            s.Message("a/b", "x", 1);
            s.To(1, "08 0C 20 00 01 00 01 'x'");
            s.Message("a/b", "y", 1);
            s.Restart(false);
            s.Asks("subscribe a/+ q1");
            s.Granted(1);
            s.After(2500);
            s.Quiet();
            s.From(1, "07 0D 00 01 00 01 00");
            s.To(1, "08 0C 20 00 01 00 02 'y'");
            s.From(1, "07 0D 00 01 00 02 00");
            s.After(1000);
            s.To(1, Disconnect);
            s.Quiet();
        }

        [TestMethod]
        public void One_that_is_never_idle_is_told_after_a_while_all_the_same()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectWithWill(1, "a", true);
            s.Register(1);
            s.From(1, "08 0C 40 00 01 00 08 'x'");
            s.Asks("publish a/b=x q2");
            s.Published();
            s.To(1, "04 0F 00 08");
            s.Restart(false);
            s.After(38999);
            s.Quiet();
            s.After(1);
            s.To(1, Disconnect);
            s.Quiet();
        }

        [TestMethod]
        public void Its_turn_waits_for_a_broker_that_has_gone_again()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectWithWill(1, "a", true);
            s.Restart(false);
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.After(20000);
            s.Quiet();
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true);
            s.After(1000);
            s.To(1, Disconnect);
            s.Quiet();
        }

        [TestMethod]
        public void Until_it_connects_it_is_told_again_at_most_once_a_second_whatever_it_sends()
        {
            Scenario s = Scenario.Aggregating();
            Recalled(s, false);
            s.From(1, "08 0C 20 00 01 00 08 'x'");
            s.Quiet();
            s.After(1000);
            s.From(1, "08 0C A0 00 01 00 08 'x'");
            s.To(1, Disconnect);
            s.After(1000);
            s.From(1, "02 16");
            s.To(1, Disconnect);
            s.After(1000);
            s.From(1, "03 16 'a'");
            s.To(1, Disconnect);
            s.After(1000);
            s.From(2, "03 16 'a'");
            s.To(2, Disconnect);
            s.From(1, "08 0C 62 'p'  'q' 00 00 'x'");
            s.Asks("publish pq=x q0");
            s.From(1, Disconnect);
            s.To(1, Disconnect);
            s.IsIn(ClientStage.Disconnected, "a");
            s.Quiet();
        }

        [TestMethod]
        public void One_that_does_not_come_back_is_lost_and_its_will_goes_out()
        {
            Scenario s = Scenario.Aggregating();
            Recalled(s, true);
            s.After(65999);
            s.IsIn(ClientStage.Recalled, "a");
            s.Quiet();
            s.After(1);
            s.Asks("publish w=x q0");
            s.To(1, Disconnect);
            s.IsIn(ClientStage.Free, "a");
            s.Quiet();
        }

        [TestMethod]
        public void A_kept_session_gets_what_came_meanwhile_a_clean_one_begins_anew()
        {
            for (int i = 0; i < 2; i++)
            {
                bool clean = i == 0;
                Scenario s = Scenario.Aggregating();
                s.ConnectWithWill(1, "a", clean);
                s.SubscribeAll(1, 1);
                s.Register(1);
                s.Restart(false);
                s.Asks("subscribe a/+ q1");
                s.Granted(1);
                s.After(0);
                s.To(1, Disconnect);
                s.Message("a/b", "x", 1);
                s.Quiet();
                s.SayWill(1, "a", clean);
                s.To(1, "03 05 00");
                if (clean)
                {
                    s.Asks("unsubscribe a/+");
                }
                else
                {
                    s.To(1, "09 0A 00 01 00 01 'a/b'");
                }

                s.Quiet();
            }
        }

        [TestMethod]
        public void A_wish_to_sleep_that_crosses_it_is_granted_and_it_comes_again()
        {
            Scenario s = Scenario.Aggregating();
            Recalled(s, false);
            s.From(1, "04 18 02 58");
            s.To(1, Disconnect);
            s.IsIn(ClientStage.Asleep, "a");
            s.After(300000);
            s.Quiet();

            // It may have taken the one for the other.
            s.From(1, "03 16 'a'");
            s.To(1, Disconnect);
            s.Quiet();
        }

        [TestMethod]
        public void Behind_a_forwarder_it_is_wrapped()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "04 FE 00 'n' 07 04 0C 01 00 3C 'a'");
            s.To(1, "04 FE 00 'n' 02 06");
            s.From(1, "04 FE 00 'n' 04 07 00 'w'");
            s.To(1, "04 FE 00 'n' 02 08");
            s.From(1, "04 FE 00 'n' 03 09 'x'");
            s.To(1, "04 FE 00 'n' 03 05 00");
            s.Restart(false);
            s.After(0);
            s.To(1, "04 FE 00 'n' 02 18");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_tells_a_client_whose_connection_broke_when_it_is_up_again()
        {
            Scenario s = Scenario.Transparent();
            ConnectTransparent(s, true);
            s.After(10000);
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            s.After(999);
            s.Quiet();
            s.After(1);
            s.Asks("open a clean will w=x q0");
            s.Quiet();
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.After(0);
            s.To(1, Disconnect);
            s.SayWill(1, "a", true);
            s.Asks("close");
            s.Asks("open a clean will w=x q0");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.After(60000);
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_tells_it_also_when_its_session_went_on_and_what_was_under_way_is_completed_first()
        {
            Scenario s = Scenario.Transparent();
            ConnectTransparent(s, false);
            s.Register(1);
            s.From(1, "08 0C 20 00 01 00 08 'x'");
            s.Asks("client publish a/b=x q1");
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, true);
            s.After(10000);
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.After(500);
            s.Quiet();
            s.Published();
            s.To(1, "07 0D 00 01 00 08 00");
            s.After(500);
            s.To(1, Disconnect);
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_leaves_a_client_without_a_will_and_an_update_of_the_will_alone()
        {
            Scenario s = Scenario.Transparent();
            s.From(2, "07 04 00 01 00 3C 'b'");
            s.Asks("open b kept");
            int other = s.Broker.Opened;
            s.Gateway.OnBrokerConnected(s.NowMs, other, false);
            s.To(2, "03 05 00");
            ConnectTransparent(s, false);
            s.Gateway.OnBrokerLost(s.NowMs, other, true);
            s.Gateway.OnBrokerConnected(s.NowMs, other, true);
            s.From(1, "04 1A 00 'v'");
            s.Asks("close");
            s.Asks("open a kept will v=x q0");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.To(1, "03 1B 00");
            s.After(60000);
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_opens_ever_more_rarely_and_then_tells_a_client_whose_connections_end_soon()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 04 01 00 00 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            for (int pauseMs = 1000; pauseMs <= 4000; pauseMs *= 2)
            {
                s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
                s.After(pauseMs - 1);
                s.Quiet();
                s.After(1);
                s.Asks("open a clean");
                s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
                s.After(9999);
            }

            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            s.After(7999);
            s.Quiet();
            s.After(1);
            s.To(1, Disconnect);
            s.Quiet();
            Assert.AreEqual(4L, s.Gateway.Counters.ShortConnections, string.Empty);

            // One that lasts ends the row.
            s.From(1, "07 04 04 01 00 00 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.After(10000);
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            s.After(1000);
            s.Asks("open a clean");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_ends_a_link_that_would_open_again_by_itself_when_its_connections_end_soon()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 00 01 00 00 'a'");
            s.Asks("open a kept");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.To(1, "03 05 00");
            for (int i = 0; i < 3; i++)
            {
                s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, true);
                s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
                s.After(5000);
                s.Quiet();
            }

            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, true);
            s.Asks("break");
            s.After(8000);
            s.To(1, Disconnect);
            s.Quiet();
        }

        // The client "a" at port 1 has been told.
        private static void Recalled(Scenario s, bool clean)
        {
            s.ConnectWithWill(1, "a", clean);
            s.Restart(false);
            s.After(0);
            s.To(1, Disconnect);
        }

        private static void ConnectTransparent(Scenario s, bool clean)
        {
            s.SayWill(1, "a", clean);
            s.Asks(clean ? "open a clean will w=x q0" : "open a kept will w=x q0");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
        }
    }
}
