namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Answers to addresses that are no client's: at most one in <see cref="GatewaySettings.UnknownPeerIntervalMs"/> to each, so that
    /// the gateway cannot be used to send traffic to another address. A fixed table of times, found by the address's hash: addresses at one place
    /// share its interval.
    /// </summary>
    internal sealed class UnknownPeers
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly Transmitter _transmitter;
        private readonly long[] _nextMs;

        internal UnknownPeers(GatewayBasics basics, Transmitter transmitter)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _transmitter = transmitter;
            _nextMs = new long[_settings.UnknownPeersMax];
            for (int i = 0; i < _nextMs.Length; i++)
            {
                _nextMs[i] = long.MinValue;
            }
        }

        /// <summary>A message that only a client may send. 6.2: DISCONNECT tells the peer that it is none (any more).</summary>
        internal void OnMessage(Peer peer)
        {
            _counters.UnknownPeers++;
            if (MayAnswer(peer))
            {
                _transmitter.Disconnect(peer);
            }
        }

        /// <summary>
        /// 5.4.21: DISCONNECT to a client that has not asked for it. What it sent before it heard that is not answered by another one, which could
        /// reach it after its next CONNECT.
        /// </summary>
        internal void Tell(ClientSession client)
        {
            if (client.Peer != null)
            {
                _transmitter.Disconnect(client);
                _nextMs[PlaceOf(client.Peer.Address)] = _clock.NowMs + _settings.UnknownPeerIntervalMs;
            }
        }

        internal bool MayAnswer(Peer peer)
        {
            int at = PlaceOf(peer.Address);
            if (_nextMs[at] > _clock.NowMs)
            {
                _counters.AnswersHeldBack++;
                return false;
            }

            _nextMs[at] = _clock.NowMs + _settings.UnknownPeerIntervalMs;
            return true;
        }

        // The address alone: node ids behind a forwarder are the sender's to choose.
        private int PlaceOf(NetworkAddress address) => (int)((uint)address.Hash() % (uint)_nextMs.Length);
    }
}
