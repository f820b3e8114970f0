namespace SensorNet.Links
{
    /// <summary>Points in time, in ms, at which something is due.</summary>
    public static class Deadline
    {
        /// <summary>There is nothing to wait for.</summary>
        public const long Never = long.MaxValue;

        /// <summary>The earlier of two. Not Math.Min: the device has none for long.</summary>
        public static long Earlier(long a, long b) => a < b ? a : b;

        /// <summary>The later of two.</summary>
        public static long Later(long a, long b) => a > b ? a : b;
    }
}
