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
        private readonly byte[] _clientId;
        private readonly byte[] _buffer;
        private readonly int _capacity;
        private long _nowMs;
        private byte[] _gateway;
        private long _lastSentMs;
        private long _lastDisconnectMs = long.MinValue / 2;

        internal MessageSender(IClientTransport transport, ClientCounters counters, byte[] clientId, int datagramBytesMax)
        {
            _transport = transport;
            _counters = counters;
            _clientId = clientId;
            _buffer = new byte[datagramBytesMax];
            _capacity = datagramBytesMax;
        }

        // Whom the messages go to; null before the first.
        internal byte[] Gateway => _gateway;

        // When the gateway was last sent something that it counts as a sign of life.
        internal long LastSentMs => _lastSentMs;

        // When it was last sent DISCONNECT, of either kind; long ago if never.
        internal long LastDisconnectMs => _lastDisconnectMs;

        internal void SetGateway(byte[] address)
        {
            _gateway = address;
        }

        // The time of the input that is being handled.
        internal void SetTime(long nowMs)
        {
            _nowMs = nowMs;
        }

        internal void Connect(bool will, bool cleanSession, int keepAliveSeconds)
        {
            ToGateway(ConnectMessages.WriteConnect(_buffer, 0, _capacity, will, cleanSession, keepAliveSeconds, _clientId, 0, _clientId.Length));
        }

        internal void WillTopic(Will will)
        {
            byte[] name = will.Topic.Octets;
            ToGateway(WillMessages.WriteWillTopic(_buffer, 0, _capacity, will.Qos, will.Retain, name, 0, name.Length));
        }

        internal void EmptyWillTopic()
        {
            ToGateway(WillMessages.WriteEmptyWillTopic(_buffer, 0, _capacity));
        }

        internal void WillMsg(byte[] message)
        {
            ToGateway(WillMessages.WriteWillMsg(_buffer, 0, _capacity, message, 0, message.Length));
        }

        internal void WillTopicUpd(Will will)
        {
            if (will == null)
            {
                ToGateway(WillMessages.WriteEmptyWillTopicUpd(_buffer, 0, _capacity));
                return;
            }

            byte[] name = will.Topic.Octets;
            ToGateway(WillMessages.WriteWillTopicUpd(_buffer, 0, _capacity, will.Qos, will.Retain, name, 0, name.Length));
        }

        internal void WillMsgUpd(byte[] message)
        {
            ToGateway(WillMessages.WriteWillMsgUpd(_buffer, 0, _capacity, message, 0, message.Length));
        }

        internal void Register(Topic topic, int messageId)
        {
            byte[] name = topic.Octets;
            ToGateway(RegisterMessages.WriteRegister(_buffer, 0, _capacity, 0, messageId, name, 0, name.Length));
        }

        internal void RegAck(int topicId, int messageId, ReturnCode code)
        {
            ToGateway(RegisterMessages.WriteRegAck(_buffer, 0, _capacity, topicId, messageId, code));
        }

        internal void Publish(Operation operation, bool dup, int qos, int topicId, int messageId)
        {
            ToGateway(EncodePublish(operation, dup, qos, topicId, messageId));
        }

        // Of QoS −1: not a sign of life of a connection, and perhaps to another gateway.
        internal void PublishTo(byte[] gateway, Operation operation)
        {
            Transmit(gateway, EncodePublish(operation, false, -1, operation.Topic.Id, 0));
        }

        internal void PubAck(int topicId, int messageId, ReturnCode code)
        {
            ToGateway(PublishMessages.WritePubAck(_buffer, 0, _capacity, topicId, messageId, code));
        }

        internal void PubRec(int messageId)
        {
            ToGateway(PublishMessages.WritePubRec(_buffer, 0, _capacity, messageId));
        }

        internal void PubRel(int messageId)
        {
            ToGateway(PublishMessages.WritePubRel(_buffer, 0, _capacity, messageId));
        }

        internal void PubComp(int messageId)
        {
            ToGateway(PublishMessages.WritePubComp(_buffer, 0, _capacity, messageId));
        }

        internal void Subscribe(Topic topic, bool dup, int qos, int messageId)
        {
            byte[] name = topic.Octets;
            ToGateway(topic.Type == TopicIdType.Normal
                ? SubscribeMessages.WriteSubscribe(_buffer, 0, _capacity, dup, qos, messageId, name, 0, name.Length)
                : SubscribeMessages.WriteSubscribe(_buffer, 0, _capacity, dup, qos, messageId, topic.Type, topic.Id));
        }

        internal void Unsubscribe(Topic topic, int messageId)
        {
            byte[] name = topic.Octets;
            ToGateway(topic.Type == TopicIdType.Normal
                ? SubscribeMessages.WriteUnsubscribe(_buffer, 0, _capacity, messageId, name, 0, name.Length)
                : SubscribeMessages.WriteUnsubscribe(_buffer, 0, _capacity, messageId, topic.Type, topic.Id));
        }

        internal void PingReq()
        {
            ToGateway(PingMessages.WritePingReq(_buffer, 0, _capacity));
        }

        internal void PingReqAwake()
        {
            ToGateway(PingMessages.WritePingReq(_buffer, 0, _capacity, _clientId, 0, _clientId.Length));
        }

        internal void PingResp()
        {
            ToGateway(PingMessages.WritePingResp(_buffer, 0, _capacity));
        }

        internal void Disconnect()
        {
            _lastDisconnectMs = _nowMs;
            ToGateway(ConnectMessages.WriteDisconnect(_buffer, 0, _capacity));
        }

        internal void Sleep(int seconds)
        {
            _lastDisconnectMs = _nowMs;
            ToGateway(ConnectMessages.WriteDisconnect(_buffer, 0, _capacity, seconds));
        }

        internal void SearchGw(int radius)
        {
            ToAll(radius, DiscoveryMessages.WriteSearchGw(_buffer, 0, _capacity, radius));
        }

        internal void GwInfo(int radius, int gatewayId, byte[] address)
        {
            ToAll(radius, DiscoveryMessages.WriteGwInfo(_buffer, 0, _capacity, gatewayId, address, 0, address.Length));
        }

        private int EncodePublish(Operation operation, bool dup, int qos, int topicId, int messageId)
        {
            return PublishMessages.WritePublish(
                _buffer,
                0,
                _capacity,
                dup,
                qos,
                operation.Retain,
                operation.Topic.Type,
                topicId,
                messageId,
                operation.Payload,
                0,
                operation.PayloadLength);
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
