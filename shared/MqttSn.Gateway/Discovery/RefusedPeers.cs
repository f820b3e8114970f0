using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Who was refused while the broker was away, and waits for T_WAIT (6.2, 6.6): each gets one GWINFO when the broker is back, at most one in
    /// <see cref="GatewaySettings.RecallGapMs"/>. It is shorter than any CONNECT, so that nobody can have a third flooded.
    /// </summary>
    internal sealed class RefusedPeers
    {
        // As many as there can be clients, and no more than can be looked through for each refusal. Others are counted, and not called.
        private const int PeersMax = 1024;

        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly OwnLink _own;
        private readonly Transmitter _transmitter;
        private readonly Peer[] _peers;
        private int _count;
        private long _nextMs;

        internal RefusedPeers(
            GatewaySettings settings,
            GatewayCounters counters,
            GatewayClock clock,
            OwnLink own,
            Transmitter transmitter)
        {
            _settings = settings;
            _counters = counters;
            _clock = clock;
            _own = own;
            _transmitter = transmitter;
            _peers = new Peer[Math.Min(_settings.ClientsMax, PeersMax)];
        }

        internal long NextMs
        {
            get { return _count > 0 && _own.IsUp ? _nextMs : Times.Never; }
        }

        /// <summary>Somebody was refused.</summary>
        /// <param name="address">Its address.</param>
        /// <param name="forwarder">The forwarder headers before its messages, or null; kept.</param>
        /// <param name="hash">The hash of both. Two with the same hash are taken for one.</param>
        internal void Note(NetworkAddress address, byte[] forwarder, int hash)
        {
            if (_own.IsUp)
            {
                // For another reason.
                return;
            }

            for (int i = 0; i < _count; i++)
            {
                if (_peers[i].Hash == hash)
                {
                    return;
                }
            }

            if (_count == _peers.Length)
            {
                _counters.RefusedForgotten++;
                return;
            }

            int length = forwarder == null ? 0 : forwarder.Length;
            _peers[_count++] = new Peer { Address = address, Headers = forwarder, HeadersLength = length, Hash = hash };
        }

        internal void OnTime()
        {
            if (_clock.NowMs >= NextMs)
            {
                // 6.1: GWINFO says that the gateway is there; unicast, because the client may hear no broadcast.
                _transmitter.GwInfo(_peers[--_count], _settings.GatewayId);
                _nextMs = _clock.NowMs + _settings.RecallGapMs;
            }
        }
    }
}
