using System;

namespace SensorNet.MqttSn
{
    /// <summary>Writes SUBSCRIBE, UNSUBSCRIBE and their acknowledgements (MQTT-SN 1.2, 5.4.15 to 5.4.18).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the target or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are UTF-8.</para>
    /// <para>Arguments that no message can have throw <see cref="ArgumentException"/> before the first octet is written. Name and data may lie in
    /// the target's buffer, even where the message is written to.</para>
    /// </remarks>
    public static class SubscribeMessages
    {
        /// <summary>SUBSCRIBE to a topic filter (5.4.15).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="flags">As <see cref="MessageFlags.Subscribe(bool, int)"/> makes them.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="filter">The topic filter: 1 or more octets.</param>
        public static int WriteSubscribe(Slice target, int flags, int messageId, Slice filter)
        {
            CheckFlags(flags, 0);
            return WriteFilter(target, MessageType.Subscribe, flags, messageId, filter);
        }

        /// <summary>SUBSCRIBE to a predefined topic id or a short topic name (5.4.15).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="flags">As <see cref="MessageFlags.Subscribe(bool, int, TopicIdType)"/> makes them.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="topicId">The topic id, or a short topic name as <see cref="TopicNames.ToShortId"/> makes it.</param>
        public static int WriteSubscribe(Slice target, int flags, int messageId, int topicId)
        {
            CheckFlags(flags, MessageFlags.TopicIdTypeMask);
            return WriteTopicId(target, MessageType.Subscribe, flags, messageId, topicId);
        }

        /// <summary>SUBACK (5.4.16).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="qos">The QoS granted, 0 to 2.</param>
        /// <param name="topicId">
        /// The id for the name, 0 for a filter with wildcards and a short topic name (6.9); with a rejection anything from 0 to 65535.
        /// </param>
        /// <param name="messageId">That of the SUBSCRIBE, 0 to 65535.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteSubAck(Slice target, int qos, int topicId, int messageId, ReturnCode returnCode)
        {
            Arguments.CheckGiven(target, "target");
            Arguments.CheckQos(qos);
            Arguments.CheckWord(messageId, "messageId");
            Arguments.CheckReturnCode(returnCode);
            Arguments.CheckWord(topicId, "topicId");
            if (returnCode == ReturnCode.Accepted && topicId != 0)
            {
                Arguments.CheckTopicId(topicId);
            }

            if (target.Count < 8)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            int offset = target.Start;
            buffer[offset] = 8;
            buffer[offset + 1] = (byte)MessageType.SubAck;
            buffer[offset + 2] = (byte)(qos << MessageFlags.QosShift);
            Fields.WriteWord(buffer, offset + 3, topicId);
            Fields.WriteWord(buffer, offset + 5, messageId);
            buffer[offset + 7] = (byte)returnCode;
            return 8;
        }

        /// <summary>UNSUBSCRIBE from a topic filter (5.4.17).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="filter">The topic filter: 1 or more octets.</param>
        public static int WriteUnsubscribe(Slice target, int messageId, Slice filter) =>
            WriteFilter(target, MessageType.Unsubscribe, 0, messageId, filter);

        /// <summary>UNSUBSCRIBE from a predefined topic id or a short topic name (5.4.17).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="topicIdType"><see cref="TopicIdType.Predefined"/> or <see cref="TopicIdType.ShortName"/>.</param>
        /// <param name="topicId">The topic id, or a short topic name as <see cref="TopicNames.ToShortId"/> makes it.</param>
        public static int WriteUnsubscribe(Slice target, int messageId, TopicIdType topicIdType, int topicId) =>
            WriteTopicId(target, MessageType.Unsubscribe, (int)topicIdType, messageId, topicId);

        /// <summary>UNSUBACK (5.4.18).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="messageId">That of the UNSUBSCRIBE, 0 to 65535.</param>
        public static int WriteUnsubAck(Slice target, int messageId)
        {
            Arguments.CheckWord(messageId, "messageId");
            return Fields.WriteWordOnly(target, MessageType.UnsubAck, messageId);
        }

        private static void CheckFlags(int flags, int topicIdTypeMask)
        {
            Arguments.CheckFlags(flags, MessageFlags.Dup | MessageFlags.QosMask | topicIdTypeMask);
            Arguments.CheckQos((flags & MessageFlags.QosMask) >> MessageFlags.QosShift);
        }

        private static int WriteFilter(Slice target, MessageType type, int flags, int messageId, Slice filter)
        {
            Arguments.CheckGiven(target, "target");
            Arguments.CheckMessageId(messageId);
            Arguments.CheckGiven(filter, "filter");
            Arguments.Refuse(TopicNames.CheckFilter(filter.Octets, filter.Start, filter.Count), "filter");
            int at = Fields.Place(target, 3, filter);
            if (at == 0)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            buffer[at] = (byte)flags;
            Fields.WriteWord(buffer, at + 1, messageId);
            return Fields.WriteHeader(target, at + 3 + filter.Count, at, type);
        }

        // The kind of topic id is in the flags.
        private static int WriteTopicId(Slice target, MessageType type, int flags, int messageId, int topicId)
        {
            Arguments.CheckGiven(target, "target");
            Arguments.CheckMessageId(messageId);
            TopicIdType topicIdType = (TopicIdType)(flags & MessageFlags.TopicIdTypeMask);
            if (topicIdType == TopicIdType.Normal)
            {
                throw new ArgumentException("a subscription has a topic name, a predefined topic id or a short topic name (5.4.15)", "topicIdType");
            }

            Arguments.CheckTopic(topicIdType, topicId);
            if (target.Count < 7)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            int offset = target.Start;
            buffer[offset] = 7;
            buffer[offset + 1] = (byte)type;
            buffer[offset + 2] = (byte)flags;
            Fields.WriteWord(buffer, offset + 3, messageId);
            Fields.WriteWord(buffer, offset + 5, topicId);
            return 7;
        }
    }
}
