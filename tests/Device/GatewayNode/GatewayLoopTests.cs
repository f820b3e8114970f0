using nanoFramework.TestFramework;
using SensorNet.Broker;
using SensorNet.Device.Tests;
using SensorNet.MqttSn;

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
        public void A_message_of_the_broker_reaches_its_subscriber()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeer();
            rig.Subscribe(1);
            Assert.AreEqual("subscribe ab", rig.Client.Request(0));
            rig.Client.Answer();
            rig.Settle();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.SubAck);
            Assert.IsTrue(rig.Socket.Last.ReturnCode == ReturnCode.Accepted);
            rig.Client.Receive("ab", new byte[] { 7 });
            rig.Settle();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.Publish);
            Assert.AreEqual(('a' << 8) | 'b', rig.Socket.Last.TopicId);
            Assert.AreEqual((byte)7, rig.Socket.Last.Buffer[rig.Socket.Last.DataOffset]);
        }

        [TestMethod]
        public void More_messages_of_the_broker_than_wait_are_dropped_and_told()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeer();
            rig.Subscribe(1);
            rig.Client.Answer();
            rig.Settle();
            rig.Socket.Hear();
            for (int i = 0; i < 72; i++)
            {
                rig.Client.Receive("ab", new byte[] { (byte)i });
            }

            rig.Settle();
            int heard = 0;
            while (rig.Socket.Hear() == MessageType.Publish)
            {
                Assert.AreEqual((byte)heard, rig.Socket.Last.Buffer[rig.Socket.Last.DataOffset]);
                heard++;
            }

            Assert.AreEqual(64, heard);
            Assert.Contains("messages lost since the start: 8, lostBeforeLoop 8", Texts.Lines(rig.Log.Lines));
            rig.Clock.UptimeMs += GatewayLoop.DiagnosticsIntervalMs;
            rig.Settle();
            Assert.Contains("\"dropped\":8,\"lostBeforeLoop\":8,", rig.Client.LastSent);
        }

        [TestMethod]
        public void What_is_lost_is_told_by_reason_at_once_and_then_once_a_minute()
        {
            GatewayRig rig = new GatewayRig();
            rig.PublishUnknown(1);
            rig.PublishUnknown(2);
            rig.PublishUnknown(3);
            rig.Clock.UptimeMs += LossLog.IntervalMs;
            rig.Settle();
            string lines = Texts.Lines(rig.Log.Lines);
            Assert.Contains("messages lost since the start: 1, lostBeforeLoop 0, lostUnknownTopicId 1", lines);
            Assert.Contains("messages lost since the start: 3, lostBeforeLoop 0, lostUnknownTopicId 3", lines);
            Assert.IsTrue(lines.IndexOf("since the start: 2") < 0, lines);
            Assert.Contains("\"dropped\":3,\"lostUnknownTopicId\":3,", rig.Client.LastSent);
            Assert.Contains("\"lastError\":\"messages lost since the start: 3,", rig.Client.LastSent);
        }

        [TestMethod]
        public void After_an_outage_it_subscribes_before_it_is_online_and_the_retained_messages_reach_who_is_there()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeer();
            rig.Subscribe(1);
            rig.Client.Answer();
            rig.Settle();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.SubAck);
            rig.Client.Lose();
            rig.Settle();
            rig.Clock.UptimeMs += 5000;
            rig.Settle();
            Assert.AreEqual(1, rig.Client.Requests.Count);
            Assert.AreEqual("subscribe ab", rig.Client.Request(0));
            rig.Client.Answer();
            rig.Settle();
            Assert.AreEqual("publish gateways/gw/status", rig.Client.Request(0));
            rig.Client.Receive("ab", new byte[] { 7 }, true);
            rig.Settle();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.Publish);
            Assert.IsTrue(rig.Socket.Last.Retain);
        }

        [TestMethod]
        public void A_broker_that_does_not_answer_SUBSCRIBE_delays_online_for_a_while_only()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeer();
            rig.Subscribe(1);
            rig.Client.Answer();
            rig.Settle();
            rig.Client.Lose();
            rig.Settle();
            rig.Clock.UptimeMs += 5000;
            rig.Settle();
            Assert.IsTrue(rig.Client.IndexOf("publish gateways/gw/status") < 0);
            rig.Clock.UptimeMs += BrokerSession.StatusHoldMaxMs;
            rig.Settle();
            Assert.IsTrue(rig.Client.IndexOf("publish gateways/gw/status") >= 0);
        }

        [TestMethod]
        public void Diagnostics_that_wait_for_online_do_not_keep_the_loop_busy()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeer();
            rig.Subscribe(1);
            rig.Client.Answer();
            rig.Settle();
            rig.Client.Lose();
            rig.Settle();
            rig.Clock.UptimeMs += GatewayLoop.DiagnosticsIntervalMs;
            int sent = rig.Client.Sent.Count;
            rig.Settle();
            Assert.IsTrue(rig.Loop.SessionState == SessionState.Online);
            Assert.AreEqual("subscribe ab", rig.Client.Request(0));
            long nextMs = rig.Loop.Step();
            Assert.IsTrue(nextMs > rig.Clock.UptimeMs, (nextMs - rig.Clock.UptimeMs).ToString());
            Assert.AreEqual(sent, rig.Client.Sent.Count);
            rig.Client.Answer();
            rig.Settle();
            Assert.AreEqual(sent + 1, rig.Client.Sent.Count, "they come with \"online\"");
        }

        [TestMethod]
        public void Diagnostics_that_the_clients_queue_does_not_take_are_tried_again_later()
        {
            GatewayRig rig = new GatewayRig();
            int sent = rig.Client.Sent.Count;
            rig.Client.IsQueueFull = true;
            rig.Clock.UptimeMs += GatewayLoop.DiagnosticsIntervalMs;
            rig.Settle();
            long nextMs = rig.Loop.Step();
            Assert.AreEqual((long)GatewayLoop.DiagnosticsRetryMs, nextMs - rig.Clock.UptimeMs);
            Assert.AreEqual(1, rig.Client.Refused, "once, not at each step");
            rig.Client.IsQueueFull = false;
            rig.Clock.UptimeMs += GatewayLoop.DiagnosticsRetryMs;
            rig.Settle();
            Assert.AreEqual(sent + 1, rig.Client.Sent.Count);
        }

        [TestMethod]
        public void A_publish_under_way_when_the_broker_is_lost_is_left_to_be_repeated()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeer();
            rig.Publish(1);
            rig.Client.Lose();
            rig.Client.Requests.Clear();
            rig.Settle();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.None);
            rig.Clock.UptimeMs += 5000;
            rig.Settle();
            Assert.IsTrue(rig.Loop.SessionState == SessionState.Online);
            rig.Publish(1);
            Assert.IsTrue(rig.Client.IndexOf("publish ab") >= 0, "asked for again");
            while (rig.Client.Requests.Count > 0)
            {
                rig.Client.Answer();
                rig.Settle();
            }

            Assert.IsTrue(rig.Socket.Hear() == MessageType.PubAck);
            Assert.IsTrue(rig.Socket.Last.ReturnCode == ReturnCode.Accepted);
            Assert.IsTrue(rig.Socket.Hear() == MessageType.None);
        }

        [TestMethod]
        public void A_refusal_of_the_broker_is_told_to_the_client()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeer();
            rig.Subscribe(1);
            rig.Client.Answer(false);
            rig.Settle();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.SubAck);
            Assert.IsFalse(rig.Socket.Last.ReturnCode == ReturnCode.Accepted);
        }

        [TestMethod]
        public void Diagnostics_say_how_the_gateway_fares()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeer();
            rig.Clock.UptimeMs += GatewayLoop.DiagnosticsIntervalMs;
            rig.Settle();
            Assert.AreEqual("gateways/gw/diagnostics", (string)rig.Client.Sent[rig.Client.Sent.Count - 1]);
            Assert.Contains("\"clients\":1,", rig.Client.LastSent);
            Assert.Contains("\"datagramsDropped\":0,", rig.Client.LastSent);
        }

        [TestMethod]
        public void A_connect_is_accepted_while_the_broker_is_away_for_a_short_time_and_then_rejected_with_congestion()
        {
            GatewayRig rig = new GatewayRig();
            rig.Client.CanConnect = false;
            rig.Client.Lose();
            rig.Settle();
            rig.SayConnect();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.ConnAck);
            Assert.IsTrue(rig.Socket.Last.ReturnCode == ReturnCode.Accepted);
            rig.Clock.UptimeMs += 60000;
            rig.Settle();
            rig.SayConnect();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.ConnAck);
            Assert.IsTrue(rig.Socket.Last.ReturnCode == ReturnCode.Congestion);

            // When the broker is back the peer is told; its connection of before has ended meanwhile.
            rig.Client.CanConnect = true;
            rig.Clock.UptimeMs += 60000;
            rig.Settle();
            Assert.IsTrue(rig.Loop.SessionState == SessionState.Online);
            Assert.IsTrue(rig.Socket.Hear() == MessageType.Disconnect);
            Assert.IsTrue(rig.Socket.Hear() == MessageType.GwInfo);
        }

        [TestMethod]
        public void A_peer_with_a_will_is_told_to_connect_again_when_the_broker_is_back()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeerWithWill();
            rig.Client.Lose();
            rig.Settle();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.None);
            rig.Clock.UptimeMs += 5000;
            rig.Settle();
            Assert.IsTrue(rig.Loop.SessionState == SessionState.Online);
            Assert.IsTrue(rig.Socket.Hear() == MessageType.Disconnect);
            rig.ConnectPeerWithWill();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.None);
        }

        [TestMethod]
        public void A_socket_that_cannot_be_opened_is_tried_again()
        {
            GatewayRig rig = new GatewayRig(false);
            Assert.Contains("the port is taken", Texts.Lines(rig.Log.Lines));
            rig.Socket.CanOpen = true;
            rig.Clock.UptimeMs += DatagramPort.BackoffFirstMs;
            rig.Settle();
            Assert.IsTrue(rig.Socket.IsOpen);
        }

        [TestMethod]
        public void A_planned_stop_disconnects_the_clients_and_publishes_offline()
        {
            GatewayRig rig = new GatewayRig();
            rig.ConnectPeer();
            rig.Loop.RequestStop();
            rig.Settle();
            Assert.IsTrue(rig.Socket.Hear() == MessageType.Disconnect);
            Assert.AreEqual("publish gateways/gw/status", rig.Client.Request(0));
            rig.Client.Answer();
            rig.Settle();
            Assert.IsTrue(rig.Loop.IsEnded);
        }
    }
}
