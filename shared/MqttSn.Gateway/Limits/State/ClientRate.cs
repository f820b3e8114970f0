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
    }
}
