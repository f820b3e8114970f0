namespace SensorNet.MqttSn.Gateway
{
    /// <summary>ADVERTISE, SEARCHGW and GWINFO (6.1). A gateway advertises itself only while it is connected to the broker.</summary>
    internal sealed class Discovery
    {
        // A broker that comes and goes has no more ADVERTISEs sent than this.
        private const int AdvertiseGapMs = 5000;

        private readonly GatewayContext _context;
        private long _advertiseAtMs = ClientSession.Never;
        private long _advertiseAfterMs;
        private long _gwInfoAfterMs = long.MinValue;

        internal Discovery(GatewayContext context)
        {
            _context = context;
        }

        internal long NextMs
        {
            get { return _advertiseAtMs; }
        }

        internal void OnConnected()
        {
            if (_context.Settings.AdvertiseIntervalMs > 0)
            {
                // At once: clients that were refused meanwhile wait to hear of the gateway.
                _advertiseAtMs = Times.Later(_context.NowMs, _advertiseAfterMs);
            }
        }

        internal void OnLost()
        {
            _advertiseAtMs = ClientSession.Never;
        }

        internal void OnTime()
        {
            if (_context.NowMs < _advertiseAtMs)
            {
                return;
            }

            int interval = _context.Settings.AdvertiseIntervalMs;
            _advertiseAtMs = _context.NowMs + interval;
            _advertiseAfterMs = _context.NowMs + AdvertiseGapMs;
            _context.Transmitter.BroadcastAdvertise(_context.Settings.GatewayId, interval / 1000);
        }

        internal void OnSearchGw(Peer peer, Message message)
        {
            if (!_context.OwnConnected)
            {
                return;
            }

            int id = _context.Settings.GatewayId;
            if (_context.NowMs >= _gwInfoAfterMs)
            {
                _gwInfoAfterMs = _context.NowMs + _context.Settings.GwInfoIntervalMs;
                _context.Transmitter.BroadcastGwInfo(message.Radius, id);
            }

            if (_context.Settings.AnswersSearchDirectly && _context.UnknownPeers.MayAnswer(peer))
            {
                _context.Transmitter.GwInfo(peer, id);
            }
        }
    }
}
