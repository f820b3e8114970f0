namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Answers to addresses that are no client's: at most one in <see cref="GatewaySettings.UnknownPeerIntervalMs"/> to each, so that nobody can use the gateway to
    /// flood a third. A fixed table of times, found by the address's hash: addresses at one place share its interval.
    /// </summary>
    internal sealed class UnknownPeers
    {
        private readonly GatewayContext _context;
        private readonly long[] _nextMs;

        internal UnknownPeers(GatewayContext context)
        {
            _context = context;
            _nextMs = new long[context.Settings.UnknownPeersMax];
            for (int i = 0; i < _nextMs.Length; i++)
            {
                _nextMs[i] = long.MinValue;
            }
        }

        /// <summary>A message that only a client may send. 6.2: DISCONNECT tells the peer that it is none (any more).</summary>
        internal void OnMessage(Peer peer)
        {
            _context.Counters.UnknownPeers++;
            if (MayAnswer(peer))
            {
                _context.Transmitter.Disconnect(peer);
            }
        }

        /// <summary>
        /// 5.4.21: DISCONNECT to a client that has not asked for it. What it sent before it heard that is not answered by another one, which could
        /// reach it after its next CONNECT.
        /// </summary>
        internal void Tell(ClientSession client)
        {
            _context.Transmitter.Disconnect(client);
            _nextMs[PlaceOf(client.Address)] = _context.NowMs + _context.Settings.UnknownPeerIntervalMs;
        }

        internal bool MayAnswer(Peer peer)
        {
            int at = PlaceOf(peer.Address);
            if (_nextMs[at] > _context.NowMs)
            {
                _context.Counters.AnswersHeldBack++;
                return false;
            }

            _nextMs[at] = _context.NowMs + _context.Settings.UnknownPeerIntervalMs;
            return true;
        }

        // The address alone: node ids behind a forwarder are the sender's to choose.
        private int PlaceOf(NetworkAddress address)
        {
            return (int)((uint)address.Hash() % (uint)_nextMs.Length);
        }
    }
}
