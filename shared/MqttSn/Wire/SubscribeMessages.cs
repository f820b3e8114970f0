using System;

namespace SensorNet.MqttSn
{
    /// <summary>Writes SUBSCRIBE, UNSUBSCRIBE and their acknowledgements (MQTT-SN 1.2, 5.4.15 to 5.4.18).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the capacity or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Every method begins with <c>buffer</c>, <c>offset</c>, where the message begins in it, and <c>capacity</c>, the octets that it may
    /// have from there. Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are ranges of UTF-8 octets.</para>
    /// <para>Arguments that no message can have throw <see cref="ArgumentException"/> before the first octet is written. An array of
    /// length 0 may be null. Name and data may lie in the same buffer, even where the message is written to.</para>
    /// </remarks>
    public static class SubscribeMessages
    {
        /// <summary>SUBSCRIBE to a topic filter (5.4.15).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="dup">Whether it is sent again.</param>
        /// <param name="qos">The highest QoS asked for, 0 to 2.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="filter">Holds the topic filter.</param>
        /// <param name="filterOffset">Its first octet.</param>
        /// <param name="filterLength">Its octets, 1 or more.</param>
        public static int WriteSubscribe(
            byte[] buffer, int offset, int capacity, bool dup, int qos, int messageId, byte[] filter, int filterOffset, int filterLength)
        {
            return WriteFilter(
                buffer, offset, capacity, MessageType.Subscribe, SubscribeFlags(dup, qos), messageId, filter, filterOffset, filterLength);
        }

        /// <summary>SUBSCRIBE to a predefined topic id or a short topic name (5.4.15).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="dup">Whether it is sent again.</param>
        /// <param name="qos">The highest QoS asked for, 0 to 2.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="topicIdType"><see cref="TopicIdType.Predefined"/> or <see cref="TopicIdType.ShortName"/>.</param>
        /// <param name="topicId">The topic id, or a short topic name as <see cref="TopicNames.ToShortId"/> makes it.</param>
        public static int WriteSubscribe(
            byte[] buffer, int offset, int capacity, bool dup, int qos, int messageId, TopicIdType topicIdType, int topicId)
        {
            return WriteTopicId(
                buffer, offset, capacity, MessageType.Subscribe, SubscribeFlags(dup, qos), messageId, topicIdType, topicId);
        }

        /// <summary>SUBACK (5.4.16).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="qos">The QoS granted, 0 to 2.</param>
        /// <param name="topicId">The id for the name, 0 for a filter with wildcards and a short topic name (6.9); with a rejection anything from 0 to 65535.</param>
        /// <param name="messageId">That of the SUBSCRIBE, 0 to 65535.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteSubAck(
            byte[] buffer, int offset, int capacity, int qos, int topicId, int messageId, ReturnCode returnCode)
        {
            Arguments.CheckRange(buffer, offset, capacity);
            Arguments.CheckQos(qos);
            Arguments.CheckWord(messageId, "messageId");
            Arguments.CheckReturnCode(returnCode);
            Arguments.CheckWord(topicId, "topicId");
            if (returnCode == ReturnCode.Accepted && topicId != 0)
            {
                Arguments.CheckTopicId(topicId);
            }

            if (capacity < 8)
            {
                return 0;
            }

            buffer[offset] = 8;
            buffer[offset + 1] = (byte)MessageType.SubAck;
            buffer[offset + 2] = (byte)(qos << MessageFlags.QosShift);
            Fields.WriteWord(buffer, offset + 3, topicId);
            Fields.WriteWord(buffer, offset + 5, messageId);
            buffer[offset + 7] = (byte)returnCode;
            return 8;
        }

        /// <summary>UNSUBSCRIBE from a topic filter (5.4.17).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="filter">Holds the topic filter.</param>
        /// <param name="filterOffset">Its first octet.</param>
        /// <param name="filterLength">Its octets, 1 or more.</param>
        public static int WriteUnsubscribe(
            byte[] buffer, int offset, int capacity, int messageId, byte[] filter, int filterOffset, int filterLength)
        {
            return WriteFilter(
                buffer, offset, capacity, MessageType.Unsubscribe, 0, messageId, filter, filterOffset, filterLength);
        }

        /// <summary>UNSUBSCRIBE from a predefined topic id or a short topic name (5.4.17).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="topicIdType"><see cref="TopicIdType.Predefined"/> or <see cref="TopicIdType.ShortName"/>.</param>
        /// <param name="topicId">The topic id, or a short topic name as <see cref="TopicNames.ToShortId"/> makes it.</param>
        public static int WriteUnsubscribe(
            byte[] buffer, int offset, int capacity, int messageId, TopicIdType topicIdType, int topicId)
        {
            return WriteTopicId(buffer, offset, capacity, MessageType.Unsubscribe, 0, messageId, topicIdType, topicId);
        }

        /// <summary>UNSUBACK (5.4.18).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="messageId">That of the UNSUBSCRIBE, 0 to 65535.</param>
        public static int WriteUnsubAck(byte[] buffer, int offset, int capacity, int messageId)
        {
            Arguments.CheckWord(messageId, "messageId");
            return Fields.WriteWordOnly(buffer, offset, capacity, MessageType.UnsubAck, messageId);
        }

        private static int WriteFilter(
            byte[] buffer, int offset, int capacity, MessageType type, int flags, int messageId, byte[] filter, int filterOffset, int filterLength)
        {
            Arguments.CheckRange(buffer, offset, capacity);
            Arguments.CheckMessageId(messageId);
            Arguments.CheckSource(filter, filterOffset, filterLength, "filter");
            Arguments.Refuse(TopicNames.CheckFilter(filter, filterOffset, filterLength), "filter");
            int at = Fields.Place(buffer, offset, capacity, 3, filter, filterOffset, filterLength);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)flags;
            Fields.WriteWord(buffer, at + 1, messageId);
            return Fields.WriteHeader(buffer, offset, at + 3 + filterLength, at, type);
        }

        private static int WriteTopicId(
            byte[] buffer, int offset, int capacity, MessageType type, int flags, int messageId, TopicIdType topicIdType, int topicId)
        {
            Arguments.CheckRange(buffer, offset, capacity);
            Arguments.CheckMessageId(messageId);
            if (topicIdType == TopicIdType.Normal)
            {
                throw new ArgumentException("a subscription has a topic name, a predefined topic id or a short topic name (5.4.15)", "topicIdType");
            }

            Arguments.CheckTopic(topicIdType, topicId);
            if (capacity < 7)
            {
                return 0;
            }

            buffer[offset] = 7;
            buffer[offset + 1] = (byte)type;
            buffer[offset + 2] = (byte)(flags | (int)topicIdType);
            Fields.WriteWord(buffer, offset + 3, messageId);
            Fields.WriteWord(buffer, offset + 5, topicId);
            return 7;
        }

        private static int SubscribeFlags(bool dup, int qos)
        {
            Arguments.CheckQos(qos);
            return (qos << MessageFlags.QosShift) | (dup ? MessageFlags.Dup : 0);
        }
    }
}
