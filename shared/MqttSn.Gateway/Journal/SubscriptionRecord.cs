namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A subscription of a session.</summary>
    public sealed class SubscriptionRecord
    {
        /// <summary>The session's number.</summary>
        public long Session { get; set; }

        /// <summary>The topic filter.</summary>
        public byte[] Filter { get; set; }

        /// <summary>The highest QoS, 0 to 2.</summary>
        public int Qos { get; set; }

        /// <summary>How the client names the topic.</summary>
        public TopicIdType TopicIdType { get; set; }

        /// <summary>The topic id; 0 for a filter with wildcards.</summary>
        public int TopicId { get; set; }
    }
}
