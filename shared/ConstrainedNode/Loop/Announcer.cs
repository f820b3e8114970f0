using SensorNet.Device;

namespace SensorNet.ConstrainedNode
{
    /// <summary>Puts into the outbox what the node publishes of itself besides its readings: status, info and diagnostics.</summary>
    public sealed class Announcer
    {
        private readonly GatewayLink _link;
        private readonly Outbox _outbox;
        private readonly WakeUps _wakeUps;
        private readonly NodeReport _report;
        private readonly bool _sleepsDeep;
        private long _nextDiagnosticsMs;

        /// <summary>Makes an announcer.</summary>
        public Announcer(ConstrainedSettings settings, GatewayLink link, Outbox outbox, WakeUps wakeUps, NodeReport report)
        {
            _sleepsDeep = settings.Sleep == SleepMode.Deep;
            _link = link;
            _outbox = outbox;
            _wakeUps = wakeUps;
            _report = report;
        }

        /// <summary>When the next diagnostics are due, in the loop's time in ms; never by time alone for a node in deep sleep.</summary>
        public long NextStepMs => _link.IsActive && !_sleepsDeep ? _nextDiagnosticsMs : long.MaxValue;

        /// <summary>Begins at boot.</summary>
        public void Begin(long nowMs) => _nextDiagnosticsMs = nowMs;

        /// <summary>Puts in what is due.</summary>
        public void Step(long nowMs)
        {
            if (!_link.IsActive)
            {
                return;
            }

            if (_link.Notes.IsAnnounceDue)
            {
                _link.Notes.IsAnnounceDue = false;
                _wakeUps.NoteAnnounced();
                _outbox.Announce(_report.Info());
            }

            // A board that boots for each reading publishes diagnostics in the wake-ups in which it announces itself.
            if (nowMs >= _nextDiagnosticsMs && (!_sleepsDeep || _wakeUps.SinceAnnounced < 0))
            {
                _nextDiagnosticsMs = nowMs + DeviceLoop.DiagnosticsIntervalMs;
                _outbox.SetDiagnostics(_report.Diagnostics(nowMs));
            }
        }
    }
}
