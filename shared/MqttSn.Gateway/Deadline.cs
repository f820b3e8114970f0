namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Deadlines in ms. The device's Math.Min knows no 64-bit integers and would take a float's precision.</summary>
    internal static class Deadline
    {
        /// <summary>The one that comes first.</summary>
        public static long Earlier(long a, long b)
        {
            return a < b ? a : b;
        }
    }
}
