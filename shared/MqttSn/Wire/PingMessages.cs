namespace SensorNet.MqttSn
{
    /// <summary>Writes PINGREQ and PINGRESP (MQTT-SN 1.2, 5.4.19, 5.4.20).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the capacity or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Every method begins with <c>buffer</c>, <c>offset</c>, where the message begins in it, and <c>capacity</c>, the octets that it may
    /// have from there. Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are ranges of UTF-8 octets.</para>
    /// <para>Arguments that no message can have throw <see cref="System.ArgumentException"/> before the first octet is written. An array of
    /// length 0 may be null. Name and data may lie in the same buffer, even where the message is written to.</para>
    /// </remarks>
    public static class PingMessages
    {
        /// <summary>PINGREQ of a connected client or a gateway (5.4.19).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WritePingReq(byte[] buffer, int offset, int capacity)
        {
            return Fields.WriteNothing(buffer, offset, capacity, MessageType.PingReq);
        }

        /// <summary>PINGREQ of a sleeping client that is awake (5.4.19, 6.14).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="clientId">Holds the client id.</param>
        /// <param name="clientIdOffset">Its first octet.</param>
        /// <param name="clientIdLength">Its octets, 1 to 23.</param>
        public static int WritePingReq(
            byte[] buffer, int offset, int capacity, byte[] clientId, int clientIdOffset, int clientIdLength)
        {
            Arguments.CheckClientId(clientId, clientIdOffset, clientIdLength);
            return Fields.WriteData(buffer, offset, capacity, MessageType.PingReq, clientId, clientIdOffset, clientIdLength);
        }

        /// <summary>PINGRESP (5.4.20).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WritePingResp(byte[] buffer, int offset, int capacity)
        {
            return Fields.WriteNothing(buffer, offset, capacity, MessageType.PingResp);
        }
    }
}
