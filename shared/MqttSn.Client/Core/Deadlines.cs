namespace SensorNet.MqttSn.Client
{
    /// <summary>What is to be done when.</summary>
    internal static class Deadlines
    {
        // 6.11, 6.14: early enough that all retransmissions fit into the duration, but not before half of it.
        internal static long IntervalMs(ClientSettings settings, int durationSeconds)
        {
            long durationMs = durationSeconds * 1000L;
            long retriesMs = (long)settings.RetryMs * (settings.RetryCount + 1);
            return retriesMs < durationMs / 2 ? durationMs - retriesMs : durationMs / 2;
        }
    }
}
