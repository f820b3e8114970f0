namespace SensorNet.Links
{
    /// <summary>Points in time, in ms, at which something is due.</summary>
    public static class Deadline
    {
        /// <summary>The earlier of two. Not Math.Min: the device has none for long.</summary>
        public static long Earlier(long a, long b)
        {
            return a < b ? a : b;
        }
    }
}
