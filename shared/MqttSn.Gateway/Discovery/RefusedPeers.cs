using System;
using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Who was refused while the broker was away, and waits for T_WAIT (6.2, 6.6): each gets one GWINFO when the broker is back, at most one in
    /// <see cref="GatewaySettings.RecallGapMs"/>. It is shorter than any CONNECT, so that the gateway cannot be used to amplify traffic to another
    /// address.
    /// </summary>
    internal sealed class RefusedPeers
    {
        // As many as there can be clients, and no more than can be searched for each rejection. Others are counted, and not told.
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
            GatewayBasics basics,
            OwnLink own,
            Transmitter transmitter)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _own = own;
            _transmitter = transmitter;
            _peers = new Peer[Math.Min(_settings.ClientsMax, PeersMax)];
        }

        internal long NextMs => _count > 0 && _own.IsUp ? _nextMs : Deadline.Never;

        /// <summary>Somebody was refused.</summary>
        /// <param name="peer">Where it is, of which a copy is kept; or null. Two with the same hash are taken for one.</param>
        internal void Note(Peer peer)
        {
            if (_own.IsUp || peer == null)
            {
                // For another reason, or its address is another one's now.
                return;
            }

            for (int i = 0; i < _count; i++)
            {
                if (_peers[i].Hash == peer.Hash)
                {
                    return;
                }
            }

            if (_count == _peers.Length)
            {
                _counters.RefusedForgotten++;
                return;
            }

            _peers[_count++] = peer.Copy();
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
