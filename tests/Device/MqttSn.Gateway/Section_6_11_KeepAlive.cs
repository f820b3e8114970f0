using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 6.11: keep alive and ping; 7.2: when a client is lost.</summary>
    [TestClass]
    public class Section_6_11_KeepAlive
    {
        [TestMethod]
        public void A_ping_is_answered_and_keeps_alive()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            for (int i = 0; i < 5; i++)
            {
                s.After(65999);
                s.From(1, "02 16");
                s.To(1, "02 17");
            }

            s.IsIn(ClientStage.Active, "a");
            s.Quiet();
        }

        [TestMethod]
        public void A_client_is_lost_ten_percent_after_a_keep_alive_of_a_minute()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.After(65999);
            s.IsIn(ClientStage.Active, "a");
            s.After(1);
            s.IsIn(ClientStage.Free, "a");
            Assert.AreEqual(1L, s.Gateway.Counters.ClientsLost, string.Empty);
            s.To(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void A_client_is_lost_fifty_percent_after_a_keep_alive_under_a_minute()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 04 01 00 0A 'a'");
            s.To(1, "03 05 00");
            s.After(14999);
            s.IsIn(ClientStage.Active, "a");
            s.After(1);
            s.IsIn(ClientStage.Free, "a");
            s.To(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void A_client_without_keep_alive_is_never_lost()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 04 01 00 00 'a'");
            s.To(1, "03 05 00");
            s.After(30L * 24 * 3600 * 1000);
            s.IsIn(ClientStage.Active, "a");
            s.Quiet();
        }

        [TestMethod]
        public void The_will_goes_out_once_also_when_the_broker_was_away_at_the_time()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 0C 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 20 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.To(1, "03 05 00");
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.After(66000);
            s.To(1, "02 18");
            s.Quiet();
            Assert.AreEqual(1, s.Gateway.PendingWillCount, string.Empty);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, false);
            s.Asks("publish w=x q1");
            s.Gateway.OnBrokerPublished(s.NowMs, s.Broker.Token, false);
            s.After(1000);
            s.Asks("publish w=x q1");
            s.Published();
            s.After(3600000);
            Assert.AreEqual(0, s.Gateway.PendingWillCount, string.Empty);
            Assert.AreEqual(1L, s.Gateway.Counters.WillsPublished, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void An_unknown_peer_is_told_at_most_once_a_second_and_never_after_its_disconnect()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "02 18");
            s.Quiet();
            s.From(1, "02 16");
            s.To(1, "02 18");
            s.From(1, "08 0C 20 00 01 00 09 'x'");
            s.From(1, "02 18");
            s.Quiet();
            s.After(1000);
            s.From(1, "08 0C 00 00 01 00 00 'x'");
            s.To(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void A_planned_stop_says_goodbye_to_those_who_listen()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Connect(2, "b");
            s.From(2, "04 18 00 3C");
            s.To(2, "02 18");
            s.Gateway.Stop(s.NowMs);
            s.To(1, "02 18");
            s.Quiet();
        }
        [TestMethod]
        public void A_will_that_the_broker_does_not_take_is_dropped_after_three_times()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 0C 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 20 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.To(1, "03 05 00");
            s.After(66000);
            s.To(1, "02 18");
            for (int i = 0; i < 3; i++)
            {
                s.Asks("publish w=x q1");
                s.Quiet();
                s.Gateway.OnBrokerPublished(s.NowMs, s.Broker.Token, false);
                s.After(60000);
            }

            Assert.AreEqual(0, s.Gateway.PendingWillCount, string.Empty);
            s.Lost(LossReason.WillRefused, 1);
            s.Quiet();
        }

        [TestMethod]
        public void A_will_that_has_no_place_among_those_that_wait_pushes_out_the_oldest()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.PendingWillsMax = 1;
            Scenario s = new Scenario(settings);
            for (int port = 1; port <= 2; port++)
            {
                string id = port == 1 ? "a" : "b";
                s.From(port, "07 04 0C 01 00 3C '" + id + "'");
                s.To(port, "02 06");
                s.From(port, "04 07 20 'w'");
                s.To(port, "02 08");
                s.From(port, "03 09 '" + id + "'");
                s.To(port, "03 05 00");
            }

            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.After(66000);
            s.Lost(LossReason.WillsFull, 1);
            Assert.AreEqual(1, s.Gateway.PendingWillCount, string.Empty);
            s.To(1, "02 18");
            s.To(2, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void A_lost_client_is_told_once()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectKept(1, "a");
            s.From(2, "05 FE 00 'n1' 07 04 04 01 00 3C 'b'");
            s.To(2, "05 FE 00 'n1' 03 05 00");
            s.After(65999);
            s.Quiet();
            s.After(1);
            s.To(1, "02 18");
            s.To(2, "05 FE 00 'n1' 02 18");
            s.Quiet();

            // What it had sent before it heard that needs no answer of its own.
            s.From(1, "02 16");
            s.After(600000);
            s.Quiet();
        }

        [TestMethod]
        public void A_lost_client_that_sends_something_is_told()
        {
            string[] messages = new string[]
            {
                "02 16", "03 16 'a'", "08 0C 20 00 01 00 09 'x'", "08 12 20 00 05 'c/d'", "09 0A 00 00 00 62 'a/b'", "04 10 00 09",
            };
            for (int i = 0; i < messages.Length; i++)
            {
                Scenario s = Scenario.Aggregating();
                s.ConnectKept(1, "a");
                s.After(66000);
                s.To(1, "02 18");
                s.IsIn(ClientStage.Disconnected, "a");
                s.After(1000);
                s.From(1, messages[i]);
                s.To(1, "02 18");
                s.From(1, messages[i]);
                s.Quiet();
            }
        }

        [TestMethod]
        public void A_lost_client_whose_address_is_anothers_now_is_not_told()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "07 04 04 01 00 00 'b'");
            s.To(1, "03 05 00");
            s.After(66000);
            s.IsIn(ClientStage.Free, "a");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_tells_a_lost_client_too()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.After(66000);
            s.To(1, "02 18");
            s.Asks("break");
            s.Quiet();
        }
    }
}
