using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 6.12: a client's disconnect.</summary>
    [TestClass]
    public class Section_6_12_Disconnect
    {
        [TestMethod]
        public void Is_answered_and_the_will_does_not_go_out()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 0C 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.To(1, "03 05 00");
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.After(3600000);
            Assert.AreEqual(0, s.Gateway.ClientCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void A_second_one_is_not_answered()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.From(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void A_duration_of_0_is_no_sleep()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "04 18 00 00");
            s.To(1, "02 18");
            s.IsIn(ClientStage.Free, "a");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_tells_the_broker()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.Asks("close");
            s.Quiet();
        }
    }
}
