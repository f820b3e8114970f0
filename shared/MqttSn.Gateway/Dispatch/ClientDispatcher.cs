namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Messages of a client by their type, connected or about to be.</summary>
    internal sealed class ClientDispatcher
    {
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly PeerDispatcher _peers;
        private readonly ConnectDialogue _dialogue;
        private readonly Disconnects _disconnects;
        private readonly Delivery _delivery;
        private readonly RatedDispatcher _connected;

        internal ClientDispatcher(
            GatewayBasics basics,
            PeerDispatcher peers,
            ConnectDialogue dialogue,
            Disconnects disconnects,
            Delivery delivery,
            RatedDispatcher connected)
        {
            _counters = basics.Counters;
            _clock = basics.Clock;
            _peers = peers;
            _dialogue = dialogue;
            _disconnects = disconnects;
            _delivery = delivery;
            _connected = connected;
        }

        internal void OnMessage(Peer peer, ClientSession client, Message message)
        {
            switch (message.Type)
            {
                case MessageType.Connect:
                    _peers.OnConnect(peer, message);
                    return;
                case MessageType.SearchGw:
                    _peers.OnSearchGw(peer, message);
                    return;
                case MessageType.WillTopic:
                    client.NoteDialogue(_clock.NowMs);
                    _dialogue.OnWillTopic(client, message);
                    return;
                case MessageType.WillMsg:
                    client.NoteDialogue(_clock.NowMs);
                    _dialogue.OnWillMessage(client, message);
                    return;
                case MessageType.Disconnect:
                    _disconnects.OnDisconnect(client, message);
                    return;
            }

            if (!client.IsConnected)
            {
                // Its CONNECT is not finished.
                _counters.Unexpected++;
                return;
            }

            if (message.Type != MessageType.PingReq)
            {
                _connected.OnMessage(client, message);
                return;
            }

            client.NoteMessage(_clock.NowMs);
            _peers.OnPingReq(peer, client, message);
            _delivery.OnMessage(client);
        }
    }
}
