namespace SensorNet.MqttSn.Client
{
    /// <summary>A message that the gateway has published to this client. One object is used again for all: copy what is to be kept.</summary>
    public sealed class ReceivedMessage
    {
        /// <summary>The kind of topic.</summary>
        public TopicIdType TopicIdType { get; internal set; }

        /// <summary>The topic id; for a short topic name its two octets, the first in the high one.</summary>
        public int TopicId { get; internal set; }

        /// <summary>The topic with its name: always there for a registered topic id; null for predefined ids and short names.</summary>
        public Topic Topic { get; internal set; }

        /// <summary>The QoS, 0 to 2.</summary>
        public int Qos { get; internal set; }

        /// <summary>Whether it was retained.</summary>
        public bool Retain { get; internal set; }

        /// <summary>Whether the gateway says that it has sent it before.</summary>
        public bool Dup { get; internal set; }

        /// <summary>Holds the payload.</summary>
        public byte[] Buffer { get; internal set; }

        /// <summary>The payload's first octet in <see cref="Buffer"/>.</summary>
        public int PayloadOffset { get; internal set; }

        /// <summary>The payload's octets, 0 or more.</summary>
        public int PayloadLength { get; internal set; }
    }
}
