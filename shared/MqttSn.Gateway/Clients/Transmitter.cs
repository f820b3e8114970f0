using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Writes messages to clients and peers, behind their forwarder headers, and sends them. A client without an address gets nothing.
    /// </summary>
    internal sealed class Transmitter
    {
        private readonly IDatagramSender _sender;
        private readonly GatewayCounters _counters;
        private readonly byte[] _buffer;

        // The buffer behind the forwarder headers.
        private readonly Slice _target;
        private readonly Slice _name = new Slice();

        // Of the datagram at hand.
        private NetworkAddress _to;

        internal Transmitter(IDatagramSender sender, int lengthMax, GatewayCounters counters)
        {
            _sender = sender;
            _counters = counters;
            _buffer = new byte[lengthMax];
            _target = new Slice(_buffer);
        }

        /// <summary>Returns false when the message does not fit into a datagram.</summary>
        internal bool Publish(ClientSession client, int flags, int topicId, int messageId, Slice data) =>
            Begin(client) && Finish(PublishMessages.WritePublish(_target, flags, topicId, messageId, data));

        /// <summary>Returns false when the message does not fit into a datagram.</summary>
        internal bool Register(ClientSession client, int topicId, int messageId, byte[] topic)
        {
            _name.Set(topic);
            return Begin(client) && Finish(RegisterMessages.WriteRegister(_target, topicId, messageId, _name));
        }

        internal void RegAck(ClientSession client, int topicId, int messageId, ReturnCode code)
        {
            if (Begin(client))
            {
                Finish(RegisterMessages.WriteRegAck(_target, topicId, messageId, code));
            }
        }

        internal void PubAck(ClientSession client, int topicId, int messageId, ReturnCode code)
        {
            if (Begin(client))
            {
                Finish(PublishMessages.WritePubAck(_target, topicId, messageId, code));
            }
        }

        internal void PubRec(ClientSession client, int messageId)
        {
            if (Begin(client))
            {
                Finish(PublishMessages.WritePubRec(_target, messageId));
            }
        }

        internal void PubRel(ClientSession client, int messageId)
        {
            if (Begin(client))
            {
                Finish(PublishMessages.WritePubRel(_target, messageId));
            }
        }

        internal void PubComp(ClientSession client, int messageId)
        {
            if (Begin(client))
            {
                Finish(PublishMessages.WritePubComp(_target, messageId));
            }
        }

        internal void SubAck(ClientSession client, int qos, int topicId, int messageId, ReturnCode code)
        {
            if (Begin(client))
            {
                Finish(SubscribeMessages.WriteSubAck(_target, qos, topicId, messageId, code));
            }
        }

        internal void UnsubAck(ClientSession client, int messageId)
        {
            if (Begin(client))
            {
                Finish(SubscribeMessages.WriteUnsubAck(_target, messageId));
            }
        }

        internal void PingResp(ClientSession client)
        {
            if (Begin(client))
            {
                Finish(PingMessages.WritePingResp(_target));
            }
        }

        internal void Disconnect(ClientSession client)
        {
            if (Begin(client))
            {
                Finish(ConnectMessages.WriteDisconnect(_target));
            }
        }

        internal void ConnAck(ClientSession client, ReturnCode code)
        {
            if (Begin(client))
            {
                Finish(ConnectMessages.WriteConnAck(_target, code));
            }
        }

        internal void WillTopicReq(ClientSession client)
        {
            if (Begin(client))
            {
                Finish(WillMessages.WriteWillTopicReq(_target));
            }
        }

        internal void WillMsgReq(ClientSession client)
        {
            if (Begin(client))
            {
                Finish(WillMessages.WriteWillMsgReq(_target));
            }
        }

        internal void WillTopicResp(ClientSession client, ReturnCode code)
        {
            if (Begin(client))
            {
                Finish(WillMessages.WriteWillTopicResp(_target, code));
            }
        }

        internal void WillMsgResp(ClientSession client, ReturnCode code)
        {
            if (Begin(client))
            {
                Finish(WillMessages.WriteWillMsgResp(_target, code));
            }
        }

        internal void ConnAck(Peer peer, ReturnCode code)
        {
            if (Begin(peer))
            {
                Finish(ConnectMessages.WriteConnAck(_target, code));
            }
        }

        internal void Disconnect(Peer peer)
        {
            if (Begin(peer))
            {
                Finish(ConnectMessages.WriteDisconnect(_target));
            }
        }

        internal void GwInfo(Peer peer, int gatewayId)
        {
            if (Begin(peer))
            {
                Finish(DiscoveryMessages.WriteGwInfo(_target, gatewayId));
            }
        }

        internal void BroadcastGwInfo(int radius, int gatewayId) => Broadcast(radius, DiscoveryMessages.WriteGwInfo(Whole(), gatewayId));

        internal void BroadcastAdvertise(int gatewayId, int seconds) => Broadcast(0, DiscoveryMessages.WriteAdvertise(Whole(), gatewayId, seconds));

        private void Broadcast(int radius, int length)
        {
            _counters.DatagramsSent++;
            _sender.Broadcast(radius, _buffer, 0, length);
        }

        private bool Begin(ClientSession client) => client.Peer != null && Begin(client.Peer);

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
            TargetBehind(headersLength);
            return true;
        }

        private Slice Whole()
        {
            TargetBehind(0);
            return _target;
        }

        private void TargetBehind(int headersLength)
        {
            if (_target.Offset != headersLength)
            {
                _target.Set(_buffer, headersLength, _buffer.Length - headersLength);
            }
        }

        private bool Finish(int length)
        {
            if (length == 0)
            {
                return false;
            }

            _counters.DatagramsSent++;
            _sender.Send(_to, _buffer, 0, _target.Offset + length);
            return true;
        }
    }
}
