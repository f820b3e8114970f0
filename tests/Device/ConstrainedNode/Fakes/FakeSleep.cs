using SensorNet.Device.Tests;

namespace SensorNet.ConstrainedNode.Tests
{
    /// <summary>A board that sleeps in no time: its clock is moved on.</summary>
    public sealed class FakeSleep : ISleep
    {
        private readonly FakeClock _clock;

        /// <summary>Whether the tick counter stands still in light sleep.</summary>
        public bool IsTickStopped;

        /// <summary>Whether it refuses to sleep lightly.</summary>
        public bool IsRefusing;

        /// <summary>Makes it.</summary>
        public FakeSleep(FakeClock clock)
        {
            _clock = clock;
        }

        /// <inheritdoc/>
        public bool WokeFromDeepSleep { get; set; }

        /// <summary>How often it slept lightly.</summary>
        public int LightSleeps { get; private set; }

        /// <summary>The milliseconds of the last sleep.</summary>
        public int LastMs { get; private set; }

        /// <summary>All milliseconds that the tick counter did not count.</summary>
        public long UncountedMs { get; private set; }

        /// <summary>Whether it is in deep sleep.</summary>
        public bool IsDeep { get; private set; }

        /// <inheritdoc/>
        public bool LightSleep(int milliseconds)
        {
            if (IsRefusing)
            {
                return false;
            }

            LightSleeps++;
            LastMs = milliseconds;
            if (IsTickStopped)
            {
                UncountedMs += milliseconds;
            }
            else
            {
                _clock.UptimeMs += milliseconds;
            }

            return true;
        }

        /// <inheritdoc/>
        public void DeepSleep(int milliseconds)
        {
            LastMs = milliseconds;
            IsDeep = true;
        }
    }
}
