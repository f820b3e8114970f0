namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Datagrams: decoded, and given to whom they are for.</summary>
    internal sealed class Dispatcher
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly ClientDirectory _clients;
        private readonly InvalidMessages _invalid;
        private readonly PeerDispatcher _peers;
        private readonly ClientDispatcher _ofClients;
        private readonly RatedDispatcher _connected;

        // The message at hand and its sender.
        private readonly Message _message = new Message();
        private readonly Peer _peer = new Peer();

        internal Dispatcher(
            GatewayBasics basics,
            ClientDirectory clients,
            InvalidMessages invalid,
            PeerDispatcher peers,
            ClientDispatcher ofClients,
            RatedDispatcher connected)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clients = clients;
            _invalid = invalid;
            _peers = peers;
            _ofClients = ofClients;
            _connected = connected;
        }

        /// <summary>A datagram has come in; the sender is passed by reference, for a copy costs the device an object.</summary>
        internal void OnDatagram(ref NetworkAddress from, byte[] identity, byte[] buffer, int offset, int length)
        {
            _counters.DatagramsReceived++;
            DecodeError error;
            bool read = MessageDecoder.TryDecode(buffer, offset, length, _message, out error) || _invalid.IsTolerated(_message, error);
            if (!read)
            {
                _counters.DecodeErrors[(int)error]++;
                if (!_message.FixedPartRead)
                {
                    return;
                }
            }

            if (_message.ForwarderCount > 0 && !_settings.AllowsForwarders)
            {
                _counters.Unexpected++;
                return;
            }

            _peer.Set(ref from, identity, _message);
            ClientSession client = _clients.Find(_peer);
            if (client != null && client.Identity != identity && !Identities.AreSame(client.Identity, identity))
            {
                // Somebody else at the address of before.
                client = null;
            }

            if (!read)
            {
                _invalid.Refuse(_peer, client, _message, error);
            }
            else if (client == null || (client.State == ClientStage.Recalled && _message.Type != MessageType.Disconnect))
            {
                // One that was told to connect again is treated as unknown until it does.
                _peers.OnUnknown(_peer, _message);
            }
            else if (client.IsConnected && ConnectedDispatcher.IsCommon(_message.Type))
            {
                _connected.OnMessage(client, _message);
            }
            else
            {
                _ofClients.OnMessage(_peer, client, _message);
            }
        }
    }
}
