namespace SensorNet.MqttSn.Gateway
{
    /// <summary>ADVERTISE, SEARCHGW and GWINFO (6.1). A gateway advertises itself only while it is connected to the broker.</summary>
    internal sealed class Discovery
    {
        private readonly GatewayContext _context;
        private long _advertiseAtMs = ClientSession.Never;
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
                _advertiseAtMs = _context.NowMs;
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
