using System;

namespace SensorNet.MqttSn
{
    /// <summary>The bits of the Flags octet. Source: MQTT-SN 1.2, 5.3.4, Table 4.</summary>
    public static class MessageFlags
    {
        /// <summary>Sent again.</summary>
        public const int Dup = 0x80;

        /// <summary>Both bits of QoS; 0b11 is QoS −1.</summary>
        public const int QosMask = 0x60;

        /// <summary>How far the bits of QoS are from the right.</summary>
        public const int QosShift = 5;

        /// <summary>Retained.</summary>
        public const int Retain = 0x10;

        /// <summary>CONNECT: ask me for the will.</summary>
        public const int Will = 0x08;

        /// <summary>CONNECT: forget what was.</summary>
        public const int CleanSession = 0x04;

        /// <summary>Both bits of TopicIdType.</summary>
        public const int TopicIdTypeMask = 0x03;

        /// <summary>The flags of PUBLISH (5.4.12).</summary>
        /// <param name="dup">Whether it is sent again; with QoS 1 and 2 only [MQTT-3.3.1-2].</param>
        /// <param name="qos">−1 to 2; −1 not with <see cref="TopicIdType.Normal"/> (6.8).</param>
        /// <param name="retain">Whether it is retained.</param>
        /// <param name="topicIdType">The kind of topic id.</param>
        /// <exception cref="ArgumentException">No PUBLISH can have this QoS or this kind of topic id.</exception>
        public static int Publish(bool dup, int qos, bool retain, TopicIdType topicIdType)
        {
            if (qos < -1 || qos > 2)
            {
                throw new ArgumentException("QoS is -1 to 2 (5.3.4)", "qos");
            }

            Arguments.CheckTopicIdType(topicIdType);

            // QoS −1 has the bits 0b11 (5.3.4).
            return (dup ? Dup : 0) | ((qos & 3) << QosShift) | (retain ? Retain : 0) | (int)topicIdType;
        }

        /// <summary>The flags of SUBSCRIBE to a topic filter (5.4.15).</summary>
        /// <param name="dup">Whether it is sent again.</param>
        /// <param name="qos">The highest QoS asked for, 0 to 2.</param>
        /// <exception cref="ArgumentException">No SUBSCRIBE can have this QoS.</exception>
        public static int Subscribe(bool dup, int qos)
        {
            Arguments.CheckQos(qos);
            return (dup ? Dup : 0) | (qos << QosShift);
        }

        /// <summary>The flags of SUBSCRIBE to a predefined topic id or a short topic name (5.4.15).</summary>
        /// <param name="dup">Whether it is sent again.</param>
        /// <param name="qos">The highest QoS asked for, 0 to 2.</param>
        /// <param name="topicIdType"><see cref="TopicIdType.Predefined"/> or <see cref="TopicIdType.ShortName"/>.</param>
        /// <exception cref="ArgumentException">No SUBSCRIBE can have this QoS or this kind of topic id.</exception>
        public static int Subscribe(bool dup, int qos, TopicIdType topicIdType)
        {
            Arguments.CheckQos(qos);
            Arguments.CheckTopicIdType(topicIdType);
            return (dup ? Dup : 0) | (qos << QosShift) | (int)topicIdType;
        }
    }
}
