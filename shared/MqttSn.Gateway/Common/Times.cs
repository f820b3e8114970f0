namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Points in time, in milliseconds.</summary>
    internal static class Times
    {
        /// <summary>There is nothing to wait for.</summary>
        internal const long Never = long.MaxValue;

        // Not Math.Min: the device has none for long.
        internal static long Earlier(long a, long b)
        {
            return a < b ? a : b;
        }

        internal static long Later(long a, long b)
        {
            return a > b ? a : b;
        }
    }
}
