namespace SensorNet.MqttSn.Gateway
{
    /// <summary>How many <see cref="RefusalReason"/>s there are.</summary>
    public static class RefusalReasons
    {
        /// <summary>The number of reasons: the length of a table of counters.</summary>
        public const int Count = (int)RefusalReason.ClientsFull + 1;
    }
}
