namespace SensorNet.MqttSn.Gateway
{
    /// <summary>PINGREQ: the keep alive of a client (6.11), and how a sleeper wakes (6.14).</summary>
    internal sealed class Pings
    {
        private readonly ClientDirectory _clients;
        private readonly Transmitter _transmitter;
        private readonly UnknownPeers _unknownPeers;
        private readonly Sleeping _sleeping;
        private readonly ClientAddresses _addresses;

        internal Pings(
            ClientDirectory clients, Transmitter transmitter, UnknownPeers unknownPeers, Sleeping sleeping, ClientAddresses addresses)
        {
            _clients = clients;
            _transmitter = transmitter;
            _unknownPeers = unknownPeers;
            _sleeping = sleeping;
            _addresses = addresses;
        }

        /// <summary>A PINGREQ.</summary>
        /// <param name="peer">Its sender.</param>
        /// <param name="client">The client at the sender's address, or null.</param>
        /// <param name="message">The message.</param>
        internal void OnPingReq(Peer peer, ClientSession client, Message message)
        {
            if (message.ClientIdLength == 0)
            {
                if (client != null && client.IsSleeper)
                {
                    // 6.14 has the client id for those whose address may have changed; at its own address there is no doubt who wakes.
                    _sleeping.Wake(peer, client);
                }
                else
                {
                    Answer(peer, client);
                }

                return;
            }

            ClientSession named = _clients.FindId(message.Buffer, message.ClientIdOffset, message.ClientIdLength);
            if (named != null && named.IsSleeper && (named == client || _addresses.MayWakeAt(peer, named, message)))
            {
                _sleeping.Wake(peer, named);
            }
            else
            {
                // Not a sleeper: the client's own ping where it has one, otherwise it is unknown.
                Answer(peer, named == client ? client : null);
            }
        }

        private void Answer(Peer peer, ClientSession client)
        {
            if (client == null)
            {
                _unknownPeers.OnMessage(peer);
            }
            else
            {
                _transmitter.PingResp(client);
            }
        }
    }
}
