namespace SensorNet.MqttSn
{
    /// <summary>Writes REGISTER and REGACK (MQTT-SN 1.2, 5.4.10, 5.4.11).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the target or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are UTF-8.</para>
    /// <para>Arguments that no message can have throw <see cref="System.ArgumentException"/> before the first octet is written. Name and data may
    /// lie in the target's buffer, even where the message is written to.</para>
    /// </remarks>
    public static class RegisterMessages
    {
        /// <summary>REGISTER (5.4.10).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="topicId">Of a client 0; of a gateway the topic id of the name.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="topic">The topic name: 1 or more octets.</param>
        public static int WriteRegister(Slice target, int topicId, int messageId, Slice topic)
        {
            Arguments.CheckGiven(target, "target");
            if (topicId != 0)
            {
                Arguments.CheckTopicId(topicId);
            }

            Arguments.CheckMessageId(messageId);
            Arguments.CheckTopicName(topic);
            int at = Fields.Place(target, 4, topic);
            if (at == 0)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            Fields.WriteWord(buffer, at, topicId);
            Fields.WriteWord(buffer, at + 2, messageId);
            return Fields.WriteHeader(target, at + 4 + topic.Count, at, MessageType.Register);
        }

        /// <summary>REGACK (5.4.11).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="topicId">The id for the name; with a rejection anything from 0 to 65535.</param>
        /// <param name="messageId">That of the REGISTER, 0 to 65535: there are clients that leave it at 0, and wait for that in the answer.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteRegAck(Slice target, int topicId, int messageId, ReturnCode returnCode)
        {
            Arguments.CheckWord(messageId, "messageId");
            return Fields.WriteTopicAck(target, MessageType.RegAck, topicId, messageId, returnCode);
        }
    }
}
