namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The short names of <see cref="LossReason"/>, as in a gateway's diagnostics.</summary>
    public static class LossReasons
    {
        /// <summary>The number of reasons: the length of a table of counters.</summary>
        public const int Count = (int)LossReason.MessageExpired + 1;

        // One literal: an array of them is bytecode for each.
        private static readonly string[] Names = (
            "lostClientQueue,lostClientBytes,lostAllQueues,lostAllBytes,lostNoTopicId,lostBadTopicName,lostTooLong,lostRefused,"
            + "lostSessionEnded,lostSessionExpired,lostBrokerAway,lostBrokerBusy,"
            + "lostQosMinusOneOff,lostUnknownTopicId,lostWillsFull,lostWillRefused,lostSubscriptions,"
            + "lostNotAllowed,lostRateLimited,lostWillNotAllowed,lostExpired").Split(',');

        /// <summary>The name of a reason.</summary>
        /// <param name="reason">Its number, 0 to <see cref="Count"/> less 1.</param>
        public static string Name(int reason) => Names[reason];
    }
}
