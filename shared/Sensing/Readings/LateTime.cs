namespace SensorNet.Sensing
{
    /// <summary>The time of day of readings that were taken before the clock was known.</summary>
    public static class LateTime
    {
        /// <summary>When a reading of this boot was taken, in ms since 1970, or 0 while that is not known.</summary>
        /// <param name="reading">The reading.</param>
        /// <param name="utcMs">The time of day in ms since 1970, or 0 while it is not known.</param>
        /// <param name="nowMs">The board's uptime in ms.</param>
        public static long Of(Reading reading, long utcMs, long nowMs) =>
            reading.UtcMs != 0 || utcMs == 0 ? reading.UtcMs : utcMs - (nowMs - reading.UptimeMs);
    }
}
