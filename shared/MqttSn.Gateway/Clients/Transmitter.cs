using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Writes messages to clients and peers, behind their forwarder headers, and sends them. A client without an address gets nothing.</summary>
    internal sealed class Transmitter
    {
        private readonly IDatagramSender _sender;
        private readonly GatewayCounters _counters;
        private readonly byte[] _buffer;

        // Of the datagram at hand.
        private NetworkAddress _to;
        private int _at;
        private int _capacity;

        internal Transmitter(IDatagramSender sender, int lengthMax, GatewayCounters counters)
        {
            _sender = sender;
            _counters = counters;
            _buffer = new byte[lengthMax];
        }

        /// <summary>Returns false when the message does not fit into a datagram.</summary>
        internal bool Publish(ClientSession client, OutgoingPublish publish)
        {
            if (!Begin(client))
            {
                return false;
            }

            return Finish(PublishMessages.WritePublish(
                _buffer,
                _at,
                _capacity,
                publish.Dup,
                publish.Qos,
                publish.Retain,
                publish.TopicIdType,
                publish.TopicId,
                publish.MessageId,
                publish.Data,
                publish.DataOffset,
                publish.DataLength));
        }

        /// <summary>Returns false when the message does not fit into a datagram.</summary>
        internal bool Register(ClientSession client, int topicId, int messageId, byte[] topic)
        {
            return Begin(client)
                && Finish(RegisterMessages.WriteRegister(_buffer, _at, _capacity, topicId, messageId, topic, 0, topic.Length));
        }

        internal void RegAck(ClientSession client, int topicId, int messageId, ReturnCode code)
        {
            if (Begin(client))
            {
                Finish(RegisterMessages.WriteRegAck(_buffer, _at, _capacity, topicId, messageId, code));
            }
        }

        internal void PubAck(ClientSession client, int topicId, int messageId, ReturnCode code)
        {
            if (Begin(client))
            {
                Finish(PublishMessages.WritePubAck(_buffer, _at, _capacity, topicId, messageId, code));
            }
        }

        internal void PubRec(ClientSession client, int messageId)
        {
            if (Begin(client))
            {
                Finish(PublishMessages.WritePubRec(_buffer, _at, _capacity, messageId));
            }
        }

        internal void PubRel(ClientSession client, int messageId)
        {
            if (Begin(client))
            {
                Finish(PublishMessages.WritePubRel(_buffer, _at, _capacity, messageId));
            }
        }

        internal void PubComp(ClientSession client, int messageId)
        {
            if (Begin(client))
            {
                Finish(PublishMessages.WritePubComp(_buffer, _at, _capacity, messageId));
            }
        }

        internal void SubAck(ClientSession client, int qos, int topicId, int messageId, ReturnCode code)
        {
            if (Begin(client))
            {
                Finish(SubscribeMessages.WriteSubAck(_buffer, _at, _capacity, qos, topicId, messageId, code));
            }
        }

        internal void UnsubAck(ClientSession client, int messageId)
        {
            if (Begin(client))
            {
                Finish(SubscribeMessages.WriteUnsubAck(_buffer, _at, _capacity, messageId));
            }
        }

        internal void PingResp(ClientSession client)
        {
            if (Begin(client))
            {
                Finish(PingMessages.WritePingResp(_buffer, _at, _capacity));
            }
        }

        internal void Disconnect(ClientSession client)
        {
            if (Begin(client))
            {
                Finish(ConnectMessages.WriteDisconnect(_buffer, _at, _capacity));
            }
        }

        internal void ConnAck(ClientSession client, ReturnCode code)
        {
            if (Begin(client))
            {
                Finish(ConnectMessages.WriteConnAck(_buffer, _at, _capacity, code));
            }
        }

        internal void WillTopicReq(ClientSession client)
        {
            if (Begin(client))
            {
                Finish(WillMessages.WriteWillTopicReq(_buffer, _at, _capacity));
            }
        }

        internal void WillMsgReq(ClientSession client)
        {
            if (Begin(client))
            {
                Finish(WillMessages.WriteWillMsgReq(_buffer, _at, _capacity));
            }
        }

        internal void WillTopicResp(ClientSession client, ReturnCode code)
        {
            if (Begin(client))
            {
                Finish(WillMessages.WriteWillTopicResp(_buffer, _at, _capacity, code));
            }
        }

        internal void WillMsgResp(ClientSession client, ReturnCode code)
        {
            if (Begin(client))
            {
                Finish(WillMessages.WriteWillMsgResp(_buffer, _at, _capacity, code));
            }
        }

        internal void ConnAck(Peer peer, ReturnCode code)
        {
            if (Begin(peer))
            {
                Finish(ConnectMessages.WriteConnAck(_buffer, _at, _capacity, code));
            }
        }

        internal void Disconnect(Peer peer)
        {
            if (Begin(peer))
            {
                Finish(ConnectMessages.WriteDisconnect(_buffer, _at, _capacity));
            }
        }

        internal void GwInfo(Peer peer, int gatewayId)
        {
            if (Begin(peer))
            {
                Finish(DiscoveryMessages.WriteGwInfo(_buffer, _at, _capacity, gatewayId));
            }
        }

        internal void BroadcastGwInfo(int radius, int gatewayId)
        {
            Broadcast(radius, DiscoveryMessages.WriteGwInfo(_buffer, 0, _buffer.Length, gatewayId));
        }

        internal void BroadcastAdvertise(int gatewayId, int seconds)
        {
            Broadcast(0, DiscoveryMessages.WriteAdvertise(_buffer, 0, _buffer.Length, gatewayId, seconds));
        }

        private void Broadcast(int radius, int length)
        {
            _counters.DatagramsSent++;
            _sender.Broadcast(radius, _buffer, 0, length);
        }

        private bool Begin(ClientSession client)
        {
            return client.Peer != null && Begin(client.Peer);
        }

        // 5.5: what goes to a node behind a forwarder has the same headers as what came from it.
        private bool Begin(Peer to)
        {
            int headersLength = to.HeadersLength;
            if (headersLength >= _buffer.Length)
            {
                return false;
            }

            if (headersLength > 0)
            {
                Array.Copy(to.Headers, 0, _buffer, 0, headersLength);
            }

            _to = to.Address;
            _at = headersLength;
            _capacity = _buffer.Length - headersLength;
            return true;
        }

        private bool Finish(int length)
        {
            if (length == 0)
            {
                return false;
            }

            _counters.DatagramsSent++;
            _sender.Send(_to, _buffer, 0, _at + length);
            return true;
        }
    }
}
