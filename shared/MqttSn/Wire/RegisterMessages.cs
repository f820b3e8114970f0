namespace SensorNet.MqttSn
{
    /// <summary>Writes REGISTER and REGACK (MQTT-SN 1.2, 5.4.10, 5.4.11).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the capacity or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Every method begins with <c>buffer</c>, <c>offset</c>, where the message begins in it, and <c>capacity</c>, the octets that it may
    /// have from there. Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are ranges of UTF-8 octets.</para>
    /// <para>Arguments that no message can have throw <see cref="System.ArgumentException"/> before the first octet is written. An array of
    /// length 0 may be null. Name and data may lie in the same buffer, even where the message is written to.</para>
    /// </remarks>
    public static class RegisterMessages
    {
        /// <summary>REGISTER (5.4.10).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="topicId">Of a client 0; of a gateway the topic id of the name.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="topic">Holds the topic name.</param>
        /// <param name="topicOffset">Its first octet.</param>
        /// <param name="topicLength">Its octets, 1 or more.</param>
        public static int WriteRegister(
            byte[] buffer, int offset, int capacity, int topicId, int messageId, byte[] topic, int topicOffset, int topicLength)
        {
            Arguments.CheckRange(buffer, offset, capacity);
            if (topicId != 0)
            {
                Arguments.CheckTopicId(topicId);
            }

            Arguments.CheckMessageId(messageId);
            Arguments.CheckTopicName(topic, topicOffset, topicLength);
            int at = Fields.Place(buffer, offset, capacity, 4, topic, topicOffset, topicLength);
            if (at == 0)
            {
                return 0;
            }

            Fields.WriteWord(buffer, at, topicId);
            Fields.WriteWord(buffer, at + 2, messageId);
            return Fields.WriteHeader(buffer, offset, at + 4 + topicLength, at, MessageType.Register);
        }

        /// <summary>REGACK (5.4.11).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="topicId">The id for the name; with a rejection anything from 0 to 65535.</param>
        /// <param name="messageId">That of the REGISTER, 0 to 65535: there are clients that leave it at 0, and wait for that in the answer.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteRegAck(byte[] buffer, int offset, int capacity, int topicId, int messageId, ReturnCode returnCode)
        {
            Arguments.CheckWord(messageId, "messageId");
            return Fields.WriteTopicAck(buffer, offset, capacity, MessageType.RegAck, topicId, messageId, returnCode);
        }
    }
}
