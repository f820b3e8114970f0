namespace SensorNet.MqttSn
{
    /// <summary>Writes PINGREQ and PINGRESP (MQTT-SN 1.2, 5.4.19, 5.4.20).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the target or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are UTF-8.</para>
    /// <para>Arguments that no message can have throw <see cref="System.ArgumentException"/> before the first octet is written. Name and data may
    /// lie in the target's buffer, even where the message is written to.</para>
    /// </remarks>
    public static class PingMessages
    {
        /// <summary>PINGREQ of a connected client or a gateway (5.4.19).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        public static int WritePingReq(Slice target) => Fields.WriteNothing(target, MessageType.PingReq);

        /// <summary>PINGREQ of a sleeping client that is awake (5.4.19, 6.14).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="clientId">The client id: 1 to 23 octets.</param>
        public static int WritePingReq(Slice target, Slice clientId)
        {
            Arguments.CheckClientId(clientId);
            return Fields.WriteData(target, MessageType.PingReq, clientId);
        }

        /// <summary>PINGRESP (5.4.20).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        public static int WritePingResp(Slice target) => Fields.WriteNothing(target, MessageType.PingResp);
    }
}
