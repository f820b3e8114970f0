using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>ADVERTISE, SEARCHGW and GWINFO (6.1). A gateway advertises itself only while it is connected to the broker.</summary>
    internal sealed class Discovery
    {
        // The least time between two ADVERTISEs, where the broker connection is lost and made again and again.
        private const int AdvertiseGapMs = 5000;

        private readonly GatewaySettings _settings;
        private readonly GatewayClock _clock;
        private readonly OwnLink _own;
        private readonly Transmitter _transmitter;
        private readonly UnknownPeers _unknownPeers;
        private long _advertiseAtMs = Deadline.Never;
        private long _advertiseAfterMs;
        private long _gwInfoAfterMs = long.MinValue;

        internal Discovery(
            GatewayBasics basics,
            OwnLink own,
            Transmitter transmitter,
            UnknownPeers unknownPeers)
        {
            _settings = basics.Settings;
            _clock = basics.Clock;
            _own = own;
            _transmitter = transmitter;
            _unknownPeers = unknownPeers;
        }

        internal long NextMs => _advertiseAtMs;

        internal void OnConnected()
        {
            if (_settings.AdvertiseIntervalMs > 0)
            {
                // At once: clients that were rejected meanwhile wait for it.
                _advertiseAtMs = Deadline.Later(_clock.NowMs, _advertiseAfterMs);
            }
        }

        internal void OnLost() => _advertiseAtMs = Deadline.Never;

        internal void OnTime()
        {
            if (_clock.NowMs < _advertiseAtMs)
            {
                return;
            }

            int interval = _settings.AdvertiseIntervalMs;
            _advertiseAtMs = _clock.NowMs + interval;
            _advertiseAfterMs = _clock.NowMs + AdvertiseGapMs;
            _transmitter.BroadcastAdvertise(_settings.GatewayId, interval / 1000);
        }

        internal void OnSearchGw(Peer peer, Message message)
        {
            if (!_own.IsUp)
            {
                return;
            }

            int id = _settings.GatewayId;
            if (_clock.NowMs >= _gwInfoAfterMs)
            {
                _gwInfoAfterMs = _clock.NowMs + _settings.GwInfoIntervalMs;
                _transmitter.BroadcastGwInfo(message.Radius, id);
            }

            if (_settings.AnswersSearchDirectly && _unknownPeers.MayAnswer(peer))
            {
                _transmitter.GwInfo(peer, id);
            }
        }
    }
}
