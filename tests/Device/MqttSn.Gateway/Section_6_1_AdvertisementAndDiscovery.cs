using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.Device.Tests.MqttSnGateway
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
    }
}
