namespace SensorNet.MqttSn
{
    /// <summary>Writes the messages about the will (MQTT-SN 1.2, 5.4.6 to 5.4.9, 5.4.22 to 5.4.25).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the capacity or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Every method begins with <c>buffer</c>, <c>offset</c>, where the message begins in it, and <c>capacity</c>, the octets that it may
    /// have from there. Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are ranges of UTF-8 octets.</para>
    /// <para>Arguments that no message can have throw <see cref="System.ArgumentException"/> before the first octet is written. An array of
    /// length 0 may be null. Name and data may lie in the same buffer, even where the message is written to.</para>
    /// </remarks>
    public static class WillMessages
    {
        /// <summary>WILLTOPICREQ (5.4.6).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WriteWillTopicReq(byte[] buffer, int offset, int capacity)
        {
            return Fields.WriteNothing(buffer, offset, capacity, MessageType.WillTopicReq);
        }

        /// <summary>WILLTOPIC (5.4.7).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="qos">The will's QoS, 0 to 2.</param>
        /// <param name="retain">Whether the will is retained.</param>
        /// <param name="topic">Holds the will topic.</param>
        /// <param name="topicOffset">Its first octet.</param>
        /// <param name="topicLength">Its octets, 1 or more.</param>
        public static int WriteWillTopic(
            byte[] buffer, int offset, int capacity, int qos, bool retain, byte[] topic, int topicOffset, int topicLength)
        {
            return WriteWillTopicOf(buffer, offset, capacity, MessageType.WillTopic, qos, retain, topic, topicOffset, topicLength);
        }

        /// <summary>The empty WILLTOPIC, which deletes the will (5.4.7).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WriteEmptyWillTopic(byte[] buffer, int offset, int capacity)
        {
            return Fields.WriteNothing(buffer, offset, capacity, MessageType.WillTopic);
        }

        /// <summary>WILLMSGREQ (5.4.8).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WriteWillMsgReq(byte[] buffer, int offset, int capacity)
        {
            return Fields.WriteNothing(buffer, offset, capacity, MessageType.WillMsgReq);
        }

        /// <summary>WILLMSG (5.4.9).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="data">Holds the will message.</param>
        /// <param name="dataOffset">Its first octet.</param>
        /// <param name="dataLength">Its octets, 0 or more.</param>
        public static int WriteWillMsg(byte[] buffer, int offset, int capacity, byte[] data, int dataOffset, int dataLength)
        {
            return Fields.WriteData(buffer, offset, capacity, MessageType.WillMsg, data, dataOffset, dataLength);
        }

        /// <summary>WILLTOPICUPD (5.4.22).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="qos">The will's QoS, 0 to 2.</param>
        /// <param name="retain">Whether the will is retained.</param>
        /// <param name="topic">Holds the will topic.</param>
        /// <param name="topicOffset">Its first octet.</param>
        /// <param name="topicLength">Its octets, 1 or more.</param>
        public static int WriteWillTopicUpd(
            byte[] buffer, int offset, int capacity, int qos, bool retain, byte[] topic, int topicOffset, int topicLength)
        {
            return WriteWillTopicOf(buffer, offset, capacity, MessageType.WillTopicUpd, qos, retain, topic, topicOffset, topicLength);
        }

        /// <summary>The empty WILLTOPICUPD, which deletes the will (5.4.22).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WriteEmptyWillTopicUpd(byte[] buffer, int offset, int capacity)
        {
            return Fields.WriteNothing(buffer, offset, capacity, MessageType.WillTopicUpd);
        }

        /// <summary>WILLTOPICRESP (5.4.24).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteWillTopicResp(byte[] buffer, int offset, int capacity, ReturnCode returnCode)
        {
            Arguments.CheckReturnCode(returnCode);
            return Fields.WriteOctet(buffer, offset, capacity, MessageType.WillTopicResp, (int)returnCode);
        }

        /// <summary>WILLMSGUPD (5.4.23).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="data">Holds the will message.</param>
        /// <param name="dataOffset">Its first octet.</param>
        /// <param name="dataLength">Its octets, 0 or more.</param>
        public static int WriteWillMsgUpd(byte[] buffer, int offset, int capacity, byte[] data, int dataOffset, int dataLength)
        {
            return Fields.WriteData(buffer, offset, capacity, MessageType.WillMsgUpd, data, dataOffset, dataLength);
        }

        /// <summary>WILLMSGRESP (5.4.25).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteWillMsgResp(byte[] buffer, int offset, int capacity, ReturnCode returnCode)
        {
            Arguments.CheckReturnCode(returnCode);
            return Fields.WriteOctet(buffer, offset, capacity, MessageType.WillMsgResp, (int)returnCode);
        }

        private static int WriteWillTopicOf(
            byte[] buffer, int offset, int capacity, MessageType type, int qos, bool retain, byte[] topic, int topicOffset, int topicLength)
        {
            Arguments.CheckRange(buffer, offset, capacity);
            Arguments.CheckQos(qos);
            Arguments.CheckTopicName(topic, topicOffset, topicLength);
            int at = Fields.Place(buffer, offset, capacity, 1, topic, topicOffset, topicLength);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)((qos << MessageFlags.QosShift) | (retain ? MessageFlags.Retain : 0));
            return Fields.WriteHeader(buffer, offset, at + 1 + topicLength, at, type);
        }
    }
}
