namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Whose a PUBLISH at QoS 2 is that is on its way to the broker, and what its client is to be told.</summary>
    public sealed class PublishRecord
    {
        /// <summary>The broker link's token.</summary>
        public int Token { get; set; }

        /// <summary>The number of the client's session; 0 for none.</summary>
        public long Session { get; set; }

        /// <summary>The number of the pending will; 0 for none.</summary>
        public long Will { get; set; }

        /// <summary>The client's message id.</summary>
        public int MessageId { get; set; }

        /// <summary>The client's topic id.</summary>
        public int TopicId { get; set; }

        /// <summary>Tells a late copy from another message with the same id.</summary>
        public int ContentHash { get; set; }
    }
}
