namespace SensorNet.ConstrainedNode
{
    /// <summary>How long the node sleeps, and what it must know afterwards.</summary>
    public sealed class SleepPlan
    {
        private readonly ConstrainedSettings _settings;
        private readonly GatewayLink _link;
        private readonly ReadingSchedule _schedule;
        private readonly WakeUps _wakeUps;

        /// <summary>Makes a plan.</summary>
        public SleepPlan(ConstrainedSettings settings, GatewayLink link, ReadingSchedule schedule, WakeUps wakeUps)
        {
            _settings = settings;
            _link = link;
            _schedule = schedule;
            _wakeUps = wakeUps;
        }

        private bool IsCheckPlanned => _settings.CheckSeconds > 0 && !_wakeUps.IsFailed;

        /// <summary>
        /// The duration for the gateway, in seconds: it receives something from the node by then at the latest (MQTT-SN 1.2, 6.14).
        /// </summary>
        public int DurationSeconds(long nowMs) => SleepCycle.DurationSeconds(IsCheckPlanned ? _settings.CheckSeconds * 1000L : UntilReadingMs(nowMs));

        /// <summary>When the node wakes up from a light sleep, in the loop's time in ms: for a reading, or to look for messages.</summary>
        public long NextWakeMs(long nowMs)
        {
            long checkMs = nowMs + (_settings.CheckSeconds * 1000L);
            return IsCheckPlanned && checkMs < _schedule.DueMs ? checkMs : _schedule.DueMs;
        }

        /// <summary>What must be known after a deep sleep, but for the session and the times of the readings.</summary>
        public NodeState MakeState(long nowMs)
        {
            return new NodeState
            {
                CongestionCount = _wakeUps.IsFailed ? _link.CongestionCount : 0,
                QuietCycles = _wakeUps.QuietCyclesToCome(_schedule.IntervalMs, nowMs),
                NextSequence = _schedule.NextSequence,
                IntervalMs = _schedule.IntervalMs,
                CyclesSinceAnnounced = _wakeUps.SinceAnnounced,
                IsCycleFailed = _wakeUps.IsFailed,
                Gateway = _link.Notes.FoundGateway ?? _link.RememberedGateway ?? new byte[0],
            };
        }

        private long UntilReadingMs(long nowMs)
        {
            int intervalMs = _schedule.IntervalMs;
            long sleepMs = _settings.Sleep != SleepMode.Deep && _schedule.DueMs > nowMs ? _schedule.DueMs - nowMs : intervalMs;

            // The wake-ups in which a congested gateway is left alone belong to the sleep.
            long quietMs = _link.CongestedUntilMs - nowMs;
            return quietMs > sleepMs ? quietMs + intervalMs : sleepMs;
        }
    }
}
