using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode
{
    /// <summary>Takes readings on a grid of times and numbers them.</summary>
    public sealed class ReadingSchedule
    {
        private readonly ConstrainedSettings _settings;
        private readonly SensorWatch _sensor;
        private readonly ReadingRing _ring;
        private readonly LoopClock _clock;
        private readonly Reading _reading = new Reading();

        /// <summary>Makes a schedule with the interval of the settings; it begins with <see cref="Begin"/>.</summary>
        public ReadingSchedule(ConstrainedSettings settings, SensorWatch sensor, ReadingRing ring, LoopClock clock)
        {
            _settings = settings;
            _sensor = sensor;
            _ring = ring;
            _clock = clock;
            IntervalMs = settings.IntervalMs;
        }

        /// <summary>From one reading to the next, in ms.</summary>
        public int IntervalMs { get; private set; }

        /// <summary>The sequence number of the next reading.</summary>
        public long NextSequence { get; private set; }

        /// <summary>The next time of the grid, in the loop's time in ms.</summary>
        public long DueMs { get; private set; }

        /// <summary>When the sensor is read next, in the loop's time in ms.</summary>
        /// <remarks>
        /// A sensor that failed is tried again between readings, and not before its backoff has passed; a node that sleeps does so when it wakes up.
        /// </remarks>
        public long NextMs => _sensor.IsFaulty && _settings.Sleep == SleepMode.None ? _sensor.RetryAtMs : DueMs;

        /// <summary>Begins the grid.</summary>
        public void Begin(long nowMs) => DueMs = nowMs;

        /// <summary>Goes on from before a deep sleep.</summary>
        public void Resume(NodeState state) => NextSequence = state.NextSequence;

        /// <summary>Begins a grid with another interval, in ms.</summary>
        public void SetInterval(int intervalMs, long nowMs)
        {
            IntervalMs = intervalMs;
            DueMs = nowMs + intervalMs;
        }

        /// <summary>Takes a reading into the ring. False when the sensor gives none.</summary>
        public bool Take(long nowMs)
        {
            _reading.UptimeMs = nowMs;
            _reading.UtcMs = _clock.UtcMs;
            bool isTaken = _sensor.TryRead(_reading, nowMs);
            if (isTaken)
            {
                _reading.Sequence = NextSequence++;
                _ring.Add(_reading);
            }
            else if (_settings.Sleep == SleepMode.Deep)
            {
                // There the sequence number counts the times at which a reading was due.
                NextSequence++;
            }

            if (nowMs + SleepCycle.SleepMinMs >= DueMs)
            {
                // Readings keep to their grid; one that comes too late for its successor's time is not made up for.
                long missed = nowMs < DueMs ? 0 : (nowMs - DueMs) / IntervalMs;
                DueMs += (missed + 1) * IntervalMs;
            }

            return isTaken;
        }
    }
}
