namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A message to the broker, used again for the next. Its octets are the owner's.</summary>
    internal sealed class PublishRequest
    {
        internal byte[] Topic;
        internal int TopicOffset;
        internal int TopicLength;
        internal byte[] Payload;
        internal int PayloadOffset;
        internal int PayloadLength;
        internal int Qos;
        internal bool Retain;

        // What a client is to be told of it: 0 for a will.
        internal int MessageId;
        internal int TopicId;
        internal int ContentHash;

        /// <summary>The topic name.</summary>
        internal void SetTopic(byte[] buffer, int offset, int length)
        {
            if (Topic != buffer)
            {
                // Comparing a reference costs less than storing it.
                Topic = buffer;
            }

            TopicOffset = offset;
            TopicLength = length;
        }

        /// <summary>The message, QoS and RETAIN of a client's PUBLISH; QoS −1 goes as 0.</summary>
        internal void SetMessage(Message message)
        {
            if (Payload != message.Buffer)
            {
                Payload = message.Buffer;
            }

            PayloadOffset = message.DataOffset;
            PayloadLength = message.DataLength;
            Qos = message.Qos < 0 ? 0 : message.Qos;
            Retain = message.Retain;
        }

        /// <summary>At QoS 1 and 2, what the client is to be told.</summary>
        internal void SetAnswer(Message message, int contentHash)
        {
            MessageId = message.MessageId;
            TopicId = message.TopicId;
            ContentHash = contentHash;
        }

        /// <summary>All of a message that no client waits for.</summary>
        internal void Set(byte[] topic, byte[] payload, int qos, bool retain)
        {
            SetTopic(topic, 0, topic.Length);
            Payload = payload;
            PayloadOffset = 0;
            PayloadLength = payload.Length;
            Qos = qos;
            Retain = retain;
            MessageId = 0;
            TopicId = 0;
            ContentHash = 0;
        }
    }
}
