using SensorNet.Device;
using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode
{
    /// <summary>Gives readings their time of day, also those that were taken before the clock was known.</summary>
    public sealed class ReadingTimes
    {
        private readonly IClock _clock;

        /// <summary>Makes it at boot.</summary>
        public ReadingTimes(IClock clock)
        {
            _clock = clock;
        }

        /// <summary>The first sequence number of this boot: a reading before it was taken in another uptime.</summary>
        public long FirstSequence { get; set; }

        /// <summary>
        /// A reading's time in ms since 1970, or 0 where it cannot be known: one that was taken before the clock was known gets it from how long ago
        /// that was, unless it is of another boot.
        /// </summary>
        public long UtcOf(Reading reading, long nowMs) =>
            reading.Sequence < FirstSequence ? reading.UtcMs : LateTime.Of(reading, _clock.UtcMs, nowMs);
    }
}
