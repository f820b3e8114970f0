namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A message that waits for a client.</summary>
    public sealed class MessageRecord
    {
        /// <summary>Its number. A client's messages go out in the order of their numbers.</summary>
        public long Number { get; set; }

        /// <summary>The number of the client's session.</summary>
        public long Session { get; set; }

        /// <summary>The topic name.</summary>
        public byte[] Topic { get; set; }

        /// <summary>Holds the payload, from its beginning.</summary>
        public byte[] Payload { get; set; }

        /// <summary>The payload's octets.</summary>
        public int PayloadLength { get; set; }

        /// <summary>0 to 2.</summary>
        public int Qos { get; set; }

        /// <summary>RETAIN towards the client.</summary>
        public bool Retain { get; set; }

        /// <summary>When it expires, by the gateway's clock in ms; <see cref="long.MaxValue"/> for never.</summary>
        public long ExpiresAtMs { get; set; }

        /// <summary>How the client names the topic.</summary>
        public TopicIdType TopicIdType { get; set; }

        /// <summary>The topic id; 0 where it is named by the client's id for it.</summary>
        public int TopicId { get; set; }
    }
}
