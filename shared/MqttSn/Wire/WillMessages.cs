namespace SensorNet.MqttSn
{
    /// <summary>Writes the messages about the will (MQTT-SN 1.2, 5.4.6 to 5.4.9, 5.4.22 to 5.4.25).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the target or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are UTF-8.</para>
    /// <para>Arguments that no message can have throw <see cref="System.ArgumentException"/> before the first octet is written. Name and data may
    /// lie in the target's buffer, even where the message is written to.</para>
    /// </remarks>
    public static class WillMessages
    {
        /// <summary>WILLTOPICREQ (5.4.6).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        public static int WriteWillTopicReq(Slice target) => Fields.WriteNothing(target, MessageType.WillTopicReq);

        /// <summary>WILLTOPIC (5.4.7).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="qos">The will's QoS, 0 to 2.</param>
        /// <param name="retain">Whether the will is retained.</param>
        /// <param name="topic">The will topic: 1 or more octets.</param>
        public static int WriteWillTopic(Slice target, int qos, bool retain, Slice topic) =>
            WriteWillTopicOf(target, MessageType.WillTopic, qos, retain, topic);

        /// <summary>The empty WILLTOPIC, which deletes the will (5.4.7).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        public static int WriteEmptyWillTopic(Slice target) => Fields.WriteNothing(target, MessageType.WillTopic);

        /// <summary>WILLMSGREQ (5.4.8).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        public static int WriteWillMsgReq(Slice target) => Fields.WriteNothing(target, MessageType.WillMsgReq);

        /// <summary>WILLMSG (5.4.9).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="data">The will message: 0 or more octets.</param>
        public static int WriteWillMsg(Slice target, Slice data) => Fields.WriteData(target, MessageType.WillMsg, data);

        /// <summary>WILLTOPICUPD (5.4.22).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="qos">The will's QoS, 0 to 2.</param>
        /// <param name="retain">Whether the will is retained.</param>
        /// <param name="topic">The will topic: 1 or more octets.</param>
        public static int WriteWillTopicUpd(Slice target, int qos, bool retain, Slice topic) =>
            WriteWillTopicOf(target, MessageType.WillTopicUpd, qos, retain, topic);

        /// <summary>The empty WILLTOPICUPD, which deletes the will (5.4.22).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        public static int WriteEmptyWillTopicUpd(Slice target) => Fields.WriteNothing(target, MessageType.WillTopicUpd);

        /// <summary>WILLTOPICRESP (5.4.24).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteWillTopicResp(Slice target, ReturnCode returnCode)
        {
            Arguments.CheckReturnCode(returnCode);
            return Fields.WriteOctet(target, MessageType.WillTopicResp, (int)returnCode);
        }

        /// <summary>WILLMSGUPD (5.4.23).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="data">The will message: 0 or more octets.</param>
        public static int WriteWillMsgUpd(Slice target, Slice data) => Fields.WriteData(target, MessageType.WillMsgUpd, data);

        /// <summary>WILLMSGRESP (5.4.25).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteWillMsgResp(Slice target, ReturnCode returnCode)
        {
            Arguments.CheckReturnCode(returnCode);
            return Fields.WriteOctet(target, MessageType.WillMsgResp, (int)returnCode);
        }

        private static int WriteWillTopicOf(Slice target, MessageType type, int qos, bool retain, Slice topic)
        {
            Arguments.CheckGiven(target, "target");
            Arguments.CheckQos(qos);
            Arguments.CheckTopicName(topic);
            int at = Fields.Place(target, 1, topic);
            if (at == 0)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            buffer[at] = (byte)((qos << MessageFlags.QosShift) | (retain ? MessageFlags.Retain : 0));
            return Fields.WriteHeader(target, at + 1 + topic.Count, at, type);
        }
    }
}
