using SensorNet.Device;

namespace SensorNet.ConstrainedNode
{
    /// <summary>The loop's time: it goes on while the board sleeps, whether the board's tick counter counts that or not.</summary>
    public sealed class LoopClock
    {
        private readonly IClock _clock;
        private readonly ISleep _sleep;
        private long _uncountedMs;

        /// <summary>Makes a clock that shows the board's uptime.</summary>
        public LoopClock(IClock clock, ISleep sleep)
        {
            _clock = clock;
            _sleep = sleep;
        }

        /// <summary>The loop's time in ms.</summary>
        public long NowMs => _clock.UptimeMs + _uncountedMs;

        /// <summary>ms since 1970, or 0 while the time is not known.</summary>
        public long UtcMs => _clock.UtcMs;

        /// <summary>The board's uptime, in ms, at a time of the loop.</summary>
        public long ToUptimeMs(long loopMs) => loopMs - _uncountedMs;

        /// <summary>
        /// Sleeps with the memory kept; not at all for less than <see cref="SleepCycle.SleepMinMs"/>. False where the board refuses: no time has
        /// passed.
        /// </summary>
        public bool LightSleep(long sleepMs)
        {
            if (sleepMs < SleepCycle.SleepMinMs)
            {
                return true;
            }

            long beforeMs = _clock.UptimeMs;
            if (!_sleep.LightSleep((int)sleepMs))
            {
                return false;
            }

            long countedMs = _clock.UptimeMs - beforeMs;
            _uncountedMs += countedMs < sleepMs ? sleepMs - countedMs : 0;
            return true;
        }
    }
}
