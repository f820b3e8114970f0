using System.Text;
using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT 5, 2.4: what a broker refuses for now, and for good.</summary>
    [TestClass]
    public class Mqtt5_ReasonCodes
    {
        [TestMethod]
        public void A_subscription_refused_for_now_is_congestion()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(1, "08 12 20 00 05 'a/b'");
            s.Asks("subscribe a/b q1");
            s.Granted(BrokerGrant.RefusedForNow);
            s.To(1, "08 13 00 00 00 00 05 01");
            s.From(1, "08 12 20 00 06 'a/c'");
            s.Asks("subscribe a/c q1");
            s.Granted(BrokerGrant.Refused);
            s.To(1, "08 13 00 00 00 00 06 03");
            s.Quiet();
        }

        [TestMethod]
        public void A_client_whose_connection_the_broker_refuses_for_good_is_told_not_supported()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnectionRefused(s.NowMs, s.Broker.Opened, ReturnCode.NotSupported);
            s.To(1, "03 05 03");
            s.IsIn(ClientStage.Free, "a");
            s.Quiet();
        }

        [TestMethod]
        public void A_connection_that_is_refused_when_it_is_opened_again_is_tried_once_more()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, false);
            s.After(1000);
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnectionRefused(s.NowMs, s.Broker.Opened, ReturnCode.NotSupported);
            s.After(1000);
            s.Asks("open a clean");
            s.IsIn(ClientStage.Active, "a");
            s.Quiet();
        }

        [TestMethod]
        public void The_link_is_told_whose_a_message_is()
        {
            Scenario s = Scenario.Version5(Scenario.Settings());
            s.Connect(1, "a");
            s.Register(1);
            s.From(1, "08 0C 00 00 01 00 00 'x'");
            s.Asks("publish a/b=x q0");
            Assert.AreEqual("a", s.Broker.Publisher, string.Empty);
            s.From(2, "08 0C 61 00 07 00 00 'x'");
            s.Asks("publish pre/seven=x q0");
            Assert.AreEqual(string.Empty, s.Broker.Publisher, string.Empty);
            s.From(1, "08 0C 20 00 01 00 09 'x'");
            s.Asks("publish a/b=x q1");
            Assert.AreEqual("a", s.Broker.Publisher, string.Empty);
            s.Published();
            s.To(1, "07 0D 00 01 00 09 00");
            s.ConnectWithWill(2, "b", true);
            s.After(91000);
            s.Asks("publish w=x q0");
            Assert.AreEqual(string.Empty, s.Broker.Publisher, string.Empty);
            s.To(1, "02 18");
            s.To(2, "02 18");
            s.Quiet();
        }
    }
}
