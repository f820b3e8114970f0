using System;

namespace SensorNet.MqttSn
{
    /// <summary>Writes PUBLISH and its acknowledgements (MQTT-SN 1.2, 5.4.12 to 5.4.14).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the target or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are UTF-8.</para>
    /// <para>Arguments that no message can have throw <see cref="ArgumentException"/> before the first octet is written. Name and data may lie in
    /// the target's buffer, even where the message is written to.</para>
    /// </remarks>
    public static class PublishMessages
    {
        /// <summary>PUBLISH (5.4.12).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="flags">As <see cref="MessageFlags.Publish"/> makes them.</param>
        /// <param name="topicId">The topic id, or a short topic name as <see cref="TopicNames.ToShortId"/> makes it.</param>
        /// <param name="messageId">1 to 65535 with QoS 1 and 2, otherwise 0.</param>
        /// <param name="data">The data: 0 or more octets.</param>
        public static int WritePublish(Slice target, int flags, int topicId, int messageId, Slice data)
        {
            Arguments.CheckGiven(target, "target");
            Arguments.CheckGiven(data, "data");
            CheckPublish(flags, topicId, messageId);
            int length = data.Count;
            int total = Limits.PublishOverhead + length;
            if (total > Limits.ShortLengthMax)
            {
                return WriteLongPublish(target, flags, topicId, messageId, data);
            }

            if (total > target.Count)
            {
                return 0;
            }

            // Without calls for the header and the data: most messages are such a PUBLISH.
            byte[] buffer = target.Octets;
            int at = target.Start;
            if (length != 0)
            {
                Array.Copy(data.Octets, data.Start, buffer, at + Limits.PublishOverhead, length);
            }

            buffer[at] = (byte)total;
            buffer[at + 1] = (byte)MessageType.Publish;
            buffer[at + 2] = (byte)flags;
            buffer[at + 3] = (byte)(topicId >> 8);
            buffer[at + 4] = (byte)topicId;
            buffer[at + 5] = (byte)(messageId >> 8);
            buffer[at + 6] = (byte)messageId;
            return total;
        }

        /// <summary>PUBACK (5.4.13).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="topicId">That of the PUBLISH; with a rejection anything from 0 to 65535.</param>
        /// <param name="messageId">That of the PUBLISH, 1 to 65535; with a rejection 0 as well, which a PUBLISH of QoS 0 or −1 has.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WritePubAck(Slice target, int topicId, int messageId, ReturnCode returnCode)
        {
            if (messageId != 0 || returnCode == ReturnCode.Accepted)
            {
                Arguments.CheckMessageId(messageId);
            }

            return Fields.WriteTopicAck(target, MessageType.PubAck, topicId, messageId, returnCode);
        }

        /// <summary>PUBREC (5.4.14).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="messageId">That of the PUBLISH, 1 to 65535.</param>
        public static int WritePubRec(Slice target, int messageId) => WriteMessageId(target, MessageType.PubRec, messageId);

        /// <summary>PUBREL (5.4.14).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="messageId">That of the PUBLISH, 1 to 65535.</param>
        public static int WritePubRel(Slice target, int messageId) => WriteMessageId(target, MessageType.PubRel, messageId);

        /// <summary>PUBCOMP (5.4.14).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="messageId">That of the PUBLISH, 1 to 65535.</param>
        public static int WritePubComp(Slice target, int messageId) => WriteMessageId(target, MessageType.PubComp, messageId);

        private static int WriteMessageId(Slice target, MessageType type, int messageId)
        {
            Arguments.CheckMessageId(messageId);
            return Fields.WriteWordOnly(target, type, messageId);
        }

        private static int WriteLongPublish(Slice target, int flags, int topicId, int messageId, Slice data)
        {
            int at = Fields.Place(target, 5, data);
            if (at == 0)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            buffer[at] = (byte)flags;
            Fields.WriteWord(buffer, at + 1, topicId);
            Fields.WriteWord(buffer, at + 3, messageId);
            return Fields.WriteHeader(target, at + 5 + data.Count, at, MessageType.Publish);
        }

        private static void CheckPublish(int flags, int topicId, int messageId)
        {
            Arguments.CheckFlags(flags, MessageFlags.Dup | MessageFlags.QosMask | MessageFlags.Retain | MessageFlags.TopicIdTypeMask);
            TopicIdType topicIdType = (TopicIdType)(flags & MessageFlags.TopicIdTypeMask);
            Arguments.CheckTopic(topicIdType, topicId);
            int qos = flags & MessageFlags.QosMask;
            if (qos != 0 && qos != MessageFlags.QosMask)
            {
                Arguments.CheckMessageId(messageId);
                return;
            }

            if (messageId != 0)
            {
                throw new ArgumentException("the message id is 0 with QoS 0 and -1 (5.4.12)", "messageId");
            }

            if ((flags & MessageFlags.Dup) != 0)
            {
                throw new ArgumentException("DUP is for QoS 1 and 2 (MQTT-3.3.1-2)", "flags");
            }

            if (qos != 0 && topicIdType == TopicIdType.Normal)
            {
                throw new ArgumentException("QoS -1 needs a predefined topic id or a short topic name (6.8)", "flags");
            }
        }
    }
}
