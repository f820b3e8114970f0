using System;

namespace SensorNet.MqttSn
{
    /// <summary>Writes PUBLISH and its acknowledgements (MQTT-SN 1.2, 5.4.12 to 5.4.14).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the capacity or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Every method begins with <c>buffer</c>, <c>offset</c>, where the message begins in it, and <c>capacity</c>, the octets that it may
    /// have from there. Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are ranges of UTF-8 octets.</para>
    /// <para>Arguments that no message can have throw <see cref="ArgumentException"/> before the first octet is written. An array of
    /// length 0 may be null. Name and data may lie in the same buffer, even where the message is written to.</para>
    /// </remarks>
    public static class PublishMessages
    {
        /// <summary>PUBLISH (5.4.12).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="dup">Whether it is sent again; with QoS 1 and 2 only [MQTT-3.3.1-2].</param>
        /// <param name="qos">−1 to 2; −1 not with <see cref="TopicIdType.Normal"/> (6.8).</param>
        /// <param name="retain">Whether it is retained.</param>
        /// <param name="topicIdType">The kind of topic id.</param>
        /// <param name="topicId">The topic id, or a short topic name as <see cref="TopicNames.ToShortId"/> makes it.</param>
        /// <param name="messageId">1 to 65535 with QoS 1 and 2, otherwise 0.</param>
        /// <param name="data">Holds the data.</param>
        /// <param name="dataOffset">Its first octet.</param>
        /// <param name="dataLength">Its octets, 0 or more.</param>
        public static int WritePublish(
            byte[] buffer,
            int offset,
            int capacity,
            bool dup,
            int qos,
            bool retain,
            TopicIdType topicIdType,
            int topicId,
            int messageId,
            byte[] data,
            int dataOffset,
            int dataLength)
        {
            Arguments.CheckRange(buffer, offset, capacity);
            CheckPublish(dup, qos, topicIdType, topicId, messageId);
            Arguments.CheckSource(data, dataOffset, dataLength, "data");
            int at = Fields.Place(buffer, offset, capacity, 5, data, dataOffset, dataLength);
            if (at == 0)
            {
                return 0;
            }

            // QoS −1 has the bits 0b11 (5.3.4).
            int flags = ((qos & 3) << MessageFlags.QosShift) | (int)topicIdType;
            if (dup)
            {
                flags |= MessageFlags.Dup;
            }

            if (retain)
            {
                flags |= MessageFlags.Retain;
            }

            buffer[at] = (byte)flags;
            buffer[at + 1] = (byte)(topicId >> 8);
            buffer[at + 2] = (byte)topicId;
            buffer[at + 3] = (byte)(messageId >> 8);
            buffer[at + 4] = (byte)messageId;
            return Fields.WriteHeader(buffer, offset, at + 5 + dataLength, at, MessageType.Publish);
        }

        /// <summary>PUBACK (5.4.13).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="topicId">That of the PUBLISH; with a rejection anything from 0 to 65535.</param>
        /// <param name="messageId">That of the PUBLISH, 1 to 65535; with a rejection 0 as well, which a PUBLISH of QoS 0 or −1 has.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WritePubAck(byte[] buffer, int offset, int capacity, int topicId, int messageId, ReturnCode returnCode)
        {
            if (messageId != 0 || returnCode == ReturnCode.Accepted)
            {
                Arguments.CheckMessageId(messageId);
            }

            return Fields.WriteTopicAck(buffer, offset, capacity, MessageType.PubAck, topicId, messageId, returnCode);
        }

        /// <summary>PUBREC (5.4.14).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="messageId">That of the PUBLISH, 1 to 65535.</param>
        public static int WritePubRec(byte[] buffer, int offset, int capacity, int messageId)
        {
            return WriteMessageId(buffer, offset, capacity, MessageType.PubRec, messageId);
        }

        /// <summary>PUBREL (5.4.14).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="messageId">That of the PUBLISH, 1 to 65535.</param>
        public static int WritePubRel(byte[] buffer, int offset, int capacity, int messageId)
        {
            return WriteMessageId(buffer, offset, capacity, MessageType.PubRel, messageId);
        }

        /// <summary>PUBCOMP (5.4.14).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="messageId">That of the PUBLISH, 1 to 65535.</param>
        public static int WritePubComp(byte[] buffer, int offset, int capacity, int messageId)
        {
            return WriteMessageId(buffer, offset, capacity, MessageType.PubComp, messageId);
        }

        private static int WriteMessageId(byte[] buffer, int offset, int capacity, MessageType type, int messageId)
        {
            Arguments.CheckMessageId(messageId);
            return Fields.WriteWordOnly(buffer, offset, capacity, type, messageId);
        }

        private static void CheckPublish(bool dup, int qos, TopicIdType topicIdType, int topicId, int messageId)
        {
            if (qos < -1 || qos > 2)
            {
                throw new ArgumentException("QoS is -1 to 2 (5.3.4)", "qos");
            }

            Arguments.CheckTopic(topicIdType, topicId);
            if (qos > 0)
            {
                Arguments.CheckMessageId(messageId);
                return;
            }

            if (messageId != 0)
            {
                throw new ArgumentException("the message id is 0 with QoS 0 and -1 (5.4.12)", "messageId");
            }

            if (dup)
            {
                throw new ArgumentException("DUP is for QoS 1 and 2 (MQTT-3.3.1-2)", "dup");
            }

            if (qos < 0 && topicIdType == TopicIdType.Normal)
            {
                throw new ArgumentException("QoS -1 needs a predefined topic id or a short topic name (6.8)", "topicIdType");
            }
        }
    }
}
