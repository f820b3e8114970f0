namespace SensorNet.Broker
{
    /// <summary>
    /// Whether the broker is still there. M2Mqtt sends PINGREQ only when nothing else was sent for a keep alive, so a node that
    /// publishes would never notice a broker that went silent: the session asks on its own, and counts what was handed over before.
    /// </summary>
    public sealed class Liveness
    {
        private const int NoProbe = -1;
        private readonly int _keepAliveMs;
        private long _lastSignMs;
        private long _nextProbeMs;
        private int _probeId = NoProbe;
        private long _handedOver;
        private long _handedOverAtProbe;
        private long _confirmed;

        /// <summary>Begins with a sign of life: the broker's CONNACK.</summary>
        /// <param name="keepAliveMs">The keep alive in ms, 5,000 to 3,600,000.</param>
        /// <param name="nowMs">The board's uptime in ms.</param>
        public Liveness(int keepAliveMs, long nowMs)
        {
            _keepAliveMs = keepAliveMs;
            _lastSignMs = nowMs;
            _nextProbeMs = nowMs + (keepAliveMs / 2);
        }

        /// <summary>Readings handed to the client for which no later answer of the broker vouches.</summary>
        public long Unconfirmed => _handedOver - _confirmed;

        /// <summary>When the broker counts as gone unless it answers, in the board's uptime in ms: 1.25 keep alives after its last answer.</summary>
        public long DeadlineMs => _lastSignMs + _keepAliveMs + (_keepAliveMs / 4);

        /// <summary>When to ask next, in the board's uptime in ms.</summary>
        public long NextProbeMs => _nextProbeMs;

        /// <summary>One reading was handed to the client.</summary>
        public void NoteHandedOver() => _handedOver++;

        /// <summary>The broker was asked; the id is the question's.</summary>
        public void NoteProbe(int messageId, long nowMs)
        {
            _probeId = messageId;
            _handedOverAtProbe = _handedOver;

            // Asked again well before the deadline, should the answer get lost.
            _nextProbeMs = nowMs + (_keepAliveMs / 4);
        }

        /// <summary>The broker answered at <paramref name="atMs"/>.</summary>
        public void NoteSignOfLife(long atMs)
        {
            if (atMs > _lastSignMs)
            {
                _lastSignMs = atMs;
                _nextProbeMs = atMs + (_keepAliveMs / 2);
            }
        }

        /// <summary>A question was answered: TCP keeps the order, so the broker has all that was handed over before it.</summary>
        public void NoteOutcome(int messageId)
        {
            if (messageId == _probeId)
            {
                _probeId = NoProbe;
                _confirmed = _handedOverAtProbe;
            }
        }

        /// <summary>The broker has answered to something that was sent after every reading.</summary>
        public void ConfirmAll() => _confirmed = _handedOver;
    }
}
