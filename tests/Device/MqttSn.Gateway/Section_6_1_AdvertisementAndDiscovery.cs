using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 6.1: gateway advertisement and discovery.</summary>
    [TestClass]
    public class Section_6_1_AdvertisementAndDiscovery
    {
        [TestMethod]
        public void Advertises_at_once_and_then_every_interval()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.AdvertiseIntervalMs = 900000;
            settings.GatewayId = 5;
            Scenario s = new Scenario(settings);
            s.After(0);
            s.ToAll(0, "05 00 05 03 84");
            s.After(899999);
            s.Quiet();
            s.After(1);
            s.ToAll(0, "05 00 05 03 84");
            s.Quiet();
        }

        [TestMethod]
        public void Does_not_advertise_while_the_broker_is_away()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.AdvertiseIntervalMs = 900000;
            Scenario s = new Scenario(settings);
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.After(3600000);
            s.From(1, "03 01 00");
            s.Quiet();
        }

        [TestMethod]
        public void Answers_a_search_to_all_within_its_radius_and_to_the_searcher()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "03 01 02");
            s.ToAll(2, "03 02 01");
            s.To(1, "03 02 01");
            s.Quiet();
        }

        [TestMethod]
        public void Answers_one_searcher_at_most_once_a_second()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "03 01 00");
            s.ToAll(0, "03 02 01");
            s.To(1, "03 02 01");
            s.From(1, "03 01 00");
            s.Quiet();
            s.After(999);
            s.From(1, "03 01 00");
            s.ToAll(0, "03 02 01");
            s.Quiet();
            s.After(1);
            s.From(1, "03 01 00");
            s.To(1, "03 02 01");
            s.Quiet();
        }

        [TestMethod]
        public void Ignores_what_other_gateways_send()
        {
            Scenario s = Scenario.Aggregating();
            s.From(9, "05 00 02 03 84");
            s.From(9, "03 02 02");
            s.From(9, "03 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void Advertises_at_once_when_the_broker_is_back_and_at_most_every_five_seconds()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.AdvertiseIntervalMs = 900000;
            Scenario s = new Scenario(settings);
            s.After(0);
            s.ToAll(0, "05 00 01 03 84");
            s.After(60000);
            s.Restart(true);
            s.After(0);
            s.ToAll(0, "05 00 01 03 84");
            s.Restart(true);
            s.Restart(true);
            s.After(4999);
            s.Quiet();
            s.After(1);
            s.ToAll(0, "05 00 01 03 84");
            s.Quiet();
        }

        [TestMethod]
        public void Who_was_refused_because_the_broker_was_away_is_told_once_when_it_is_back()
        {
            Scenario s = Scenario.AggregatingWithoutGrace();
            s.Connect(9, "z");
            s.Register(9);
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.To(1, "03 05 01");
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.To(1, "03 05 01");
            s.From(2, "05 FE 03 'n1' 07 04 04 01 00 3C 'b'");
            s.To(2, "05 FE 00 'n1' 03 05 01");
            s.From(2, "05 FE 00 'n2' 07 04 04 01 00 3C 'c'");
            s.To(2, "05 FE 00 'n2' 03 05 01");
            s.From(9, "08 0C 20 00 01 00 09 'x'");
            s.To(9, "07 0D 00 01 00 09 01");
            s.After(30000);
            s.Quiet();
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true);
            s.After(0);
            s.To(9, "03 02 01");
            s.After(99);
            s.Quiet();
            s.After(1);
            s.To(2, "05 FE 00 'n2' 03 02 01");

            // The others wait for the broker to be back again.
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.After(30000);
            s.Quiet();
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true);
            s.After(100);
            s.To(2, "05 FE 00 'n1' 03 02 01");
            s.To(1, "03 02 01");
            s.Restart(true);
            s.After(60000);
            s.To(9, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void More_than_there_can_be_clients_are_not_told_but_counted()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.BrokerGraceMs = 0;
            settings.ClientsMax = 2;
            Scenario s = new Scenario(settings);
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            for (int port = 1; port <= 3; port++)
            {
                s.From(port, "07 04 04 01 00 3C 'a'");
                s.To(port, "03 05 01");
            }

            Assert.AreEqual(1L, s.Gateway.Counters.RefusedForgotten, string.Empty);
            s.Gateway.OnBrokerConnected(s.NowMs, 0, true);
            s.After(1000);
            s.To(2, "03 02 01");
            s.To(1, "03 02 01");
            s.Quiet();
        }

        [TestMethod]
        public void Who_is_refused_while_the_broker_is_there_is_not_told_later()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.ClientsMax = 1;
            Scenario s = new Scenario(settings);
            s.Connect(1, "a");
            s.From(2, "07 04 04 01 00 3C 'b'");
            s.To(2, "03 05 01");
            s.Restart(true);
            s.After(1000);
            s.Quiet();
        }
    }
}
