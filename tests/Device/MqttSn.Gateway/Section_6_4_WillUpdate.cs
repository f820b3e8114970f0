using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 6.4: updating the will.</summary>
    [TestClass]
    public class Section_6_4_WillUpdate
    {
        [TestMethod]
        public void Topic_and_message_are_replaced()
        {
            Scenario s = Scenario.Aggregating();
            ConnectWithWill(s);
            s.From(1, "05 1A 30 'w2'");
            s.To(1, "03 1B 00");
            s.From(1, "05 1C 'new'");
            s.To(1, "03 1D 00");
            s.After(66000);
            s.Asks("publish w2=new q1 retain");
            s.To(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void An_empty_topic_deletes_the_will()
        {
            Scenario s = Scenario.Aggregating();
            ConnectWithWill(s);
            s.From(1, "02 1A");
            s.To(1, "03 1B 00");
            s.After(66000);
            s.To(1, "02 18");
            s.Quiet();
        }

        [TestMethod]
        public void A_message_without_a_topic_is_not_supported()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "05 1C 'new'");
            s.To(1, "03 1D 03");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_connects_again_on_the_same_session_when_nothing_is_under_way()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 08 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.Asks("open a kept will w=x q0");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.To(1, "03 05 00");
            s.Register(1);
            s.From(1, "08 0C 20 00 01 00 05 'p'");
            s.Asks("client publish a/b=p q1");
            s.From(1, "04 1A 00 'v'");
            s.Quiet();
            s.Published();
            s.To(1, "07 0D 00 01 00 05 00");
            s.Asks("close");
            s.After(0);
            s.Asks("open a kept will v=x q0");
            s.Quiet();
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.To(1, "03 1B 00");
            s.Quiet();
        }

        [TestMethod]
        public void An_update_that_cannot_be_is_not_supported()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "06 1A 00 'a/#'");
            s.To(1, "03 1B 03");
            s.From(1, "06 1A 60 'a/b'");
            s.To(1, "03 1B 03");
            s.From(1, "03 1A 00");
            s.To(1, "03 1B 00");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_is_not_answered_by_a_connection_that_goes_on_with_the_old_will()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 08 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.Asks("open a kept will w=x q0");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.To(1, "03 05 00");
            s.Register(1);
            s.From(1, "08 0C 20 00 01 00 05 'p'");
            s.Asks("client publish a/b=p q1");
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, true);
            s.From(1, "04 1A 00 'v'");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.Quiet();
            s.Published();
            s.To(1, "07 0D 00 01 00 05 00");
            s.Asks("close");
            s.After(0);
            s.Asks("open a kept will v=x q0");
            s.Quiet();
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.To(1, "03 1B 00");
            s.Quiet();
        }

        private static void ConnectWithWill(Scenario s)
        {
            s.From(1, "07 04 0C 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.To(1, "03 05 00");
        }
    }
}
