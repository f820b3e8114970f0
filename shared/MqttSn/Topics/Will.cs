using System;

namespace SensorNet.MqttSn
{
    /// <summary>What the gateway publishes for a client that it has lost (MQTT-SN 1.2, 6.2 and 6.4). Does not change once made.</summary>
    public sealed class Will
    {
        /// <summary>A will.</summary>
        /// <param name="topic">The topic, by name: MQTT-SN has no other form for a will.</param>
        /// <param name="message">The message; kept as it is, so not to be changed. Can be empty.</param>
        /// <param name="qos">0 to 2.</param>
        /// <param name="retain">Whether it is retained.</param>
        public Will(Topic topic, byte[] message, int qos, bool retain)
        {
            if (topic == null || message == null)
            {
                throw new ArgumentNullException(topic == null ? "topic" : "message");
            }

            if (topic.Type != TopicIdType.Normal || topic.HasWildcard)
            {
                throw new ArgumentException("the topic of a will is a topic name without wildcards (5.4.7)", "topic");
            }

            if (qos < 0 || qos > 2)
            {
                throw new ArgumentException("the QoS of a will is 0 to 2 (5.3.4)", "qos");
            }

            Topic = topic;
            Message = message;
            Qos = qos;
            Retain = retain;
        }

        /// <summary>The topic.</summary>
        public Topic Topic { get; }

        /// <summary>The message.</summary>
        public byte[] Message { get; }

        /// <summary>The QoS, 0 to 2.</summary>
        public int Qos { get; }

        /// <summary>Whether it is retained.</summary>
        public bool Retain { get; }
    }
}
