namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What a client may still send: written by Limits, and null until its first request.</summary>
    internal sealed class ClientRate
    {
        /// <summary>Requests; null where they are not limited.</summary>
        internal TokenBucket Messages;

        /// <summary>Their octets; null where they are not limited.</summary>
        internal TokenBucket Octets;

        /// <summary>Answers that say congestion.</summary>
        internal TokenBucket Answers;

        // Its place among those of ended sessions; written by EndedRates.
        internal byte[] ClientId;
        internal int IdHash;
        internal ClientRate Previous;
        internal ClientRate Next;

        /// <summary>Whether the client may send as much as a new one.</summary>
        internal bool IsFull(long nowMs) => IsFull(Messages, nowMs) && IsFull(Octets, nowMs) && IsFull(Answers, nowMs);

        private static bool IsFull(TokenBucket bucket, long nowMs) => bucket == null || bucket.IsFull(nowMs);
    }
}
