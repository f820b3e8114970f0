namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A PUBLISH to a client, used again for the next. Its octets are the owner's.</summary>
    internal sealed class OutgoingPublish
    {
        internal bool Dup;
        internal int Qos;
        internal bool Retain;
        internal TopicIdType TopicIdType;
        internal int TopicId;
        internal int MessageId;
        internal byte[] Data;
        internal int DataOffset;
        internal int DataLength;

        /// <summary>QoS and RETAIN; sent for the first time.</summary>
        internal void Begin(int qos, bool retain)
        {
            Dup = false;
            Qos = qos;
            Retain = retain;
            MessageId = 0;
        }

        /// <summary>How it names its topic.</summary>
        internal void SetTopic(TopicIdType type, int topicId)
        {
            TopicIdType = type;
            TopicId = topicId;
        }

        /// <summary>At QoS 1 and 2.</summary>
        internal void SetExchange(int messageId, bool dup)
        {
            MessageId = messageId;
            Dup = dup;
        }

        internal void SetData(byte[] buffer, int offset, int length)
        {
            Data = buffer;
            DataOffset = offset;
            DataLength = length;
        }
    }
}
