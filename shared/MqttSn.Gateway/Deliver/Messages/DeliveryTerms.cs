namespace SensorNet.MqttSn.Gateway
{
    /// <summary>How one client gets a message of the broker; used again for the next.</summary>
    internal sealed class DeliveryTerms
    {
        internal int Qos;
        internal bool Retain;
        internal TopicIdType TopicIdType;
        internal int TopicId;

        /// <summary>All of it.</summary>
        /// <param name="qos">0 to 2.</param>
        /// <param name="retain">RETAIN.</param>
        /// <param name="topicIdType">How the client names the topic.</param>
        /// <param name="topicId">The predefined id or short name; of no use for a normal topic id, which is found when it is sent.</param>
        internal void Set(int qos, bool retain, TopicIdType topicIdType, int topicId)
        {
            Qos = qos;
            Retain = retain;
            TopicIdType = topicIdType;
            TopicId = topicId;
        }
    }
}
