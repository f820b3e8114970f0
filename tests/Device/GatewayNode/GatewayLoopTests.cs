using nanoFramework.TestFramework;
using SensorNet.MqttSn;
using SensorNet.Node.Tests;

namespace SensorNet.GatewayNode.Tests
{
    [TestClass]
    public class GatewayLoopTests
    {
        [TestMethod]
        public void A_publish_is_acknowledged_after_the_broker_has_acknowledged_it()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeer();
            rig.Publish(1);
            Assert.AreEqual(1, rig.Client.Requests.Count);
            Assert.AreEqual("publish ab", rig.Client.Request(0));
            Assert.IsTrue(rig.Socket.Hear() == MessageType.None);
            rig.Client.Answer();
            rig.Settle();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.PubAck);
            Assert.IsTrue(rig.Socket.Last.ReturnCode == ReturnCode.Accepted);
        }

        [TestMethod]
        public void Requests_go_to_the_broker_one_at_a_time()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeer();
            rig.Publish(1);
            rig.Publish(2);
            Assert.AreEqual(1, rig.Client.Requests.Count);
            rig.Client.Answer();
            rig.Settle();
            Assert.AreEqual(1, rig.Client.Requests.Count);
        }

        [TestMethod]
        public void A_request_that_the_broker_never_answers_makes_room_for_the_next()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeer();
            rig.Publish(1);
            rig.Publish(2);
            rig.Clock.UptimeMs += BrokerLink.OutcomeTimeoutMs;
            rig.Settle();

            // The first stays unanswered at the broker; the second is there too.
            Assert.AreEqual(2, rig.Client.Requests.Count);
        }

        [TestMethod]
        public void Without_a_broker_a_connect_is_rejected_with_congestion()
        {
            GatewayRig rig = new GatewayRig();
            rig.Client.Lose();
            rig.Settle();
            rig.SayConnect();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.ConnAck);
            Assert.IsTrue(rig.Socket.Last.ReturnCode == ReturnCode.Congestion);
        }

        [TestMethod]
        public void A_socket_that_cannot_be_opened_is_tried_again()
        {
            GatewayRig rig = new GatewayRig(false);
            Assert.Contains("the port is taken", Texts.Lines(rig.Log.Lines));
            rig.Socket.CanOpen = true;
            rig.Clock.UptimeMs += DatagramPort.OpenRetryMs;
            rig.Settle();
            Assert.IsTrue(rig.Socket.IsOpen);
        }

        [TestMethod]
        public void A_planned_stop_says_goodbye_to_clients_and_offline_to_the_broker()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeer();
            rig.Loop.RequestStop();
            rig.Settle();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.Disconnect);
            Assert.AreEqual("publish gateways/gw/status", rig.Client.Request(0));
            rig.Client.Answer();
            rig.Settle();
            Assert.IsTrue(rig.Loop.IsStopped);
        }
    }
}
