using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>Encodes a client's messages into its one buffer and hands them to the transport.</summary>
    internal sealed class MessageSender
    {
        // CONNECT with the longest client id, and GWINFO with the longest address, must fit.
        internal const int DatagramBytesMin = 32;

        // PUBLISH with a length field of three octets.
        internal const int PublishOverheadMax = 9;

        // REGISTER, with such a length field; SUBSCRIBE, WILLTOPIC and WILLMSG have less.
        internal const int NameOverheadMax = 8;

        private readonly IClientTransport _transport;
        private readonly ClientCounters _counters;
        private readonly Slice _clientId;
        private readonly byte[] _buffer;
        private readonly Slice _target;

        private readonly Slice _part = new Slice();

        private long _nowMs;
        private byte[] _gateway;
        private long _lastSentMs;
        private long _lastDisconnectMs = long.MinValue / 2;

        internal MessageSender(IClientTransport transport, ClientCounters counters, byte[] clientId, int datagramBytesMax)
        {
            _transport = transport;
            _counters = counters;
            _clientId = new Slice(clientId);
            _buffer = new byte[datagramBytesMax];
            _target = new Slice(_buffer);
        }

        // Whom the messages go to; null before the first.
        internal byte[] Gateway => _gateway;

        // When the gateway was last sent something that it counts as a sign of life.
        internal long LastSentMs => _lastSentMs;

        // When it was last sent DISCONNECT, of either kind; long ago if never.
        internal long LastDisconnectMs => _lastDisconnectMs;

        internal void SetGateway(byte[] address) => _gateway = address;

        // The time of the input that is being handled.
        internal void SetTime(long nowMs) => _nowMs = nowMs;

        internal void Connect(bool will, bool cleanSession, int keepAliveSeconds) =>
            ToGateway(ConnectMessages.WriteConnect(_target, will, cleanSession, keepAliveSeconds, _clientId));

        internal void WillTopic(Will will)
        {
            byte[] name = will.Topic.Octets;
            ToGateway(WillMessages.WriteWillTopic(_target, will.Qos, will.Retain, Part(name)));
        }

        internal void EmptyWillTopic() => ToGateway(WillMessages.WriteEmptyWillTopic(_target));

        internal void WillMsg(byte[] message) => ToGateway(WillMessages.WriteWillMsg(_target, Part(message)));

        internal void WillTopicUpd(Will will)
        {
            if (will == null)
            {
                ToGateway(WillMessages.WriteEmptyWillTopicUpd(_target));
                return;
            }

            byte[] name = will.Topic.Octets;
            ToGateway(WillMessages.WriteWillTopicUpd(_target, will.Qos, will.Retain, Part(name)));
        }

        internal void WillMsgUpd(byte[] message) => ToGateway(WillMessages.WriteWillMsgUpd(_target, Part(message)));

        internal void Register(Topic topic, int messageId)
        {
            byte[] name = topic.Octets;
            ToGateway(RegisterMessages.WriteRegister(_target, 0, messageId, Part(name)));
        }

        internal void RegAck(int topicId, int messageId, ReturnCode code) =>
            ToGateway(RegisterMessages.WriteRegAck(_target, topicId, messageId, code));

        internal void Publish(Operation operation, bool dup, int qos, int topicId, int messageId) =>
            ToGateway(EncodePublish(operation, dup, qos, topicId, messageId));

        // Of QoS −1: not a sign of life of a connection, and perhaps to another gateway.
        internal void PublishTo(byte[] gateway, Operation operation) => Transmit(gateway, EncodePublish(operation, false, -1, operation.Topic.Id, 0));

        internal void PubAck(int topicId, int messageId, ReturnCode code) =>
            ToGateway(PublishMessages.WritePubAck(_target, topicId, messageId, code));

        internal void PubRec(int messageId) => ToGateway(PublishMessages.WritePubRec(_target, messageId));

        internal void PubRel(int messageId) => ToGateway(PublishMessages.WritePubRel(_target, messageId));

        internal void PubComp(int messageId) => ToGateway(PublishMessages.WritePubComp(_target, messageId));

        internal void Subscribe(Topic topic, bool dup, int qos, int messageId)
        {
            ToGateway(topic.Type == TopicIdType.Normal
                ? SubscribeMessages.WriteSubscribe(_target, MessageFlags.Subscribe(dup, qos), messageId, Part(topic.Octets))
                : SubscribeMessages.WriteSubscribe(_target, MessageFlags.Subscribe(dup, qos, topic.Type), messageId, topic.Id));
        }

        internal void Unsubscribe(Topic topic, int messageId)
        {
            byte[] name = topic.Octets;
            ToGateway(topic.Type == TopicIdType.Normal
                ? SubscribeMessages.WriteUnsubscribe(_target, messageId, Part(name))
                : SubscribeMessages.WriteUnsubscribe(_target, messageId, topic.Type, topic.Id));
        }

        internal void PingReq() => ToGateway(PingMessages.WritePingReq(_target));

        internal void PingReqAwake() => ToGateway(PingMessages.WritePingReq(_target, _clientId));

        internal void PingResp() => ToGateway(PingMessages.WritePingResp(_target));

        internal void Disconnect()
        {
            _lastDisconnectMs = _nowMs;
            ToGateway(ConnectMessages.WriteDisconnect(_target));
        }

        internal void Sleep(int seconds)
        {
            _lastDisconnectMs = _nowMs;
            ToGateway(ConnectMessages.WriteDisconnect(_target, seconds));
        }

        internal void SearchGw(int radius) => ToAll(radius, DiscoveryMessages.WriteSearchGw(_target, radius));

        internal void GwInfo(int radius, int gatewayId, byte[] address) =>
            ToAll(radius, DiscoveryMessages.WriteGwInfo(_target, gatewayId, Part(address)));

        private int EncodePublish(Operation operation, bool dup, int qos, int topicId, int messageId)
        {
            int flags = MessageFlags.Publish(dup, qos, operation.Retain, operation.Topic.Type);
            return PublishMessages.WritePublish(_target, flags, topicId, messageId, operation.Payload);
        }

        private Slice Part(byte[] octets)
        {
            _part.Set(octets);
            return _part;
        }

        private void ToGateway(int length)
        {
            _lastSentMs = _nowMs;
            Transmit(_gateway, length);
        }

        private void Transmit(byte[] gateway, int length)
        {
            CheckFits(length);
            _counters.Sent++;
            _transport.Send(gateway, _buffer, 0, length);
        }

        private void ToAll(int radius, int length)
        {
            CheckFits(length);
            _counters.Sent++;
            _transport.Broadcast(radius, _buffer, 0, length);
        }

        // The commands have checked the sizes.
        private static void CheckFits(int length)
        {
            if (length == 0)
            {
                throw new InvalidOperationException("a message is longer than DatagramBytesMax");
            }
        }
    }
}
