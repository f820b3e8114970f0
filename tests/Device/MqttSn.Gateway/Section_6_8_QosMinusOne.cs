using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 6.8: PUBLISH with QoS −1.</summary>
    [TestClass]
    public class Section_6_8_QosMinusOne
    {
        [TestMethod]
        public void Needs_no_connection_and_gets_no_answer()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "08 0C 61 00 07 00 00 'x'");
            s.Asks("publish pre/seven=x q0");
            s.From(1, "08 0C 72 'tt' 00 00 'y'");
            s.Asks("publish tt=y q0 retain");
            Assert.AreEqual(0, s.Gateway.ClientCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Is_dropped_where_it_is_not_allowed_unknown_or_the_broker_away()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.AllowsQosMinusOne = false;
            Scenario s = new Scenario(settings);
            s.From(1, "08 0C 61 00 07 00 00 'x'");
            s.Quiet();
            s.Lost(LossReason.QosMinusOneOff, 1);

            s = Scenario.Aggregating();
            s.From(1, "08 0C 61 00 09 00 00 'x'");
            s.From(1, "08 0C 60 00 07 00 00 'x'");
            s.Gateway.OnBrokerLost(s.NowMs, 0, false);
            s.From(1, "08 0C 61 00 07 00 00 'x'");
            Assert.AreEqual(1L, s.Gateway.Counters.Losses[(int)LossReason.UnknownTopicId], string.Empty);
            Assert.AreEqual(1L, s.Gateway.Counters.Losses[(int)LossReason.BrokerAway], string.Empty);
            Assert.AreEqual(2L, s.Gateway.Counters.LossCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_uses_the_gateways_own_connection()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "08 0C 61 00 07 00 00 'x'");
            s.Asks("publish pre/seven=x q0");
            s.Quiet();
        }
    }
}
