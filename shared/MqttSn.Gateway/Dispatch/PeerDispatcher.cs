namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Messages by their type, from whoever sent them (6.1, 6.2, 6.8, 6.14).</summary>
    internal sealed class PeerDispatcher
    {
        private readonly GatewayCounters _counters;
        private readonly Connecting _connecting;
        private readonly Discovery _discovery;
        private readonly Pings _pings;
        private readonly Publishing _publishing;
        private readonly UnknownPeers _unknownPeers;

        internal PeerDispatcher(
            GatewayCounters counters, Connecting connecting, Discovery discovery, Pings pings, Publishing publishing, UnknownPeers unknownPeers)
        {
            _counters = counters;
            _connecting = connecting;
            _discovery = discovery;
            _pings = pings;
            _publishing = publishing;
            _unknownPeers = unknownPeers;
        }

        internal void OnConnect(Peer peer, Message message) => _connecting.OnConnect(peer, message);

        internal void OnSearchGw(Peer peer, Message message) => _discovery.OnSearchGw(peer, message);

        /// <summary>A PINGREQ; the client at the sender's address, or null.</summary>
        internal void OnPingReq(Peer peer, ClientSession client, Message message) => _pings.OnPingReq(peer, client, message);

        /// <summary>A message of a peer that is no client.</summary>
        internal void OnUnknown(Peer peer, Message message)
        {
            switch (message.Type)
            {
                case MessageType.Connect:
                    OnConnect(peer, message);
                    break;
                case MessageType.SearchGw:
                    OnSearchGw(peer, message);
                    break;
                case MessageType.PingReq:
                    OnPingReq(peer, null, message);
                    break;
                case MessageType.Publish:
                    if (message.Qos < 0)
                    {
                        _publishing.OnQosMinusOne(null, message);
                    }
                    else
                    {
                        _unknownPeers.OnMessage(peer);
                    }

                    break;
                case MessageType.Register:
                case MessageType.RegAck:
                case MessageType.PubAck:
                case MessageType.PubRec:
                case MessageType.PubRel:
                case MessageType.PubComp:
                case MessageType.Subscribe:
                case MessageType.Unsubscribe:
                case MessageType.WillTopic:
                case MessageType.WillMsg:
                case MessageType.WillTopicUpd:
                case MessageType.WillMsgUpd:
                    _unknownPeers.OnMessage(peer);
                    break;
                default:
                    // DISCONNECT is never answered, nor is what gateways send: another one on the same network is no client.
                    _counters.Unexpected++;
                    break;
            }
        }
    }
}
