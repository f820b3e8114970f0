namespace SensorNet.MqttSn
{
    /// <summary>Writes CONNECT, CONNACK and DISCONNECT (MQTT-SN 1.2, 5.4.4, 5.4.5, 5.4.21).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the target or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are UTF-8.</para>
    /// <para>Arguments that no message can have throw <see cref="System.ArgumentException"/> before the first octet is written. Name and data may
    /// lie in the target's buffer, even where the message is written to.</para>
    /// </remarks>
    public static class ConnectMessages
    {
        /// <summary>CONNECT (5.4.4).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="will">Whether the gateway is to ask for the will.</param>
        /// <param name="cleanSession">Whether the session begins anew (6.3).</param>
        /// <param name="keepAlive">Keep alive in seconds; 0 means none.</param>
        /// <param name="clientId">The client id: 1 to 23 octets.</param>
        public static int WriteConnect(Slice target, bool will, bool cleanSession, int keepAlive, Slice clientId)
        {
            Arguments.CheckGiven(target, "target");
            Arguments.CheckWord(keepAlive, "keepAlive");
            Arguments.CheckClientId(clientId);
            int at = Fields.Place(target, 4, clientId);
            if (at == 0)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            buffer[at] = (byte)((will ? MessageFlags.Will : 0) | (cleanSession ? MessageFlags.CleanSession : 0));
            buffer[at + 1] = Limits.ProtocolId;
            buffer[at + 2] = (byte)(keepAlive >> 8);
            buffer[at + 3] = (byte)keepAlive;
            return Fields.WriteHeader(target, at + 4 + clientId.Count, at, MessageType.Connect);
        }

        /// <summary>CONNACK (5.4.5).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteConnAck(Slice target, ReturnCode returnCode)
        {
            Arguments.CheckReturnCode(returnCode);
            return Fields.WriteOctet(target, MessageType.ConnAck, (int)returnCode);
        }

        /// <summary>DISCONNECT without a duration (5.4.21).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        public static int WriteDisconnect(Slice target) => Fields.WriteNothing(target, MessageType.Disconnect);

        /// <summary>DISCONNECT of a client that goes to sleep (5.4.21, 6.14).</summary>
        /// <param name="target">Gets the message; its length is the octets that the message may have.</param>
        /// <param name="duration">Seconds of sleep, 0 to 65535.</param>
        public static int WriteDisconnect(Slice target, int duration)
        {
            Arguments.CheckWord(duration, "duration");
            return Fields.WriteWordOnly(target, MessageType.Disconnect, duration);
        }
    }
}
