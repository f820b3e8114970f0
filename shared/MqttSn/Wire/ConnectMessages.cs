namespace SensorNet.MqttSn
{
    /// <summary>Writes CONNECT, CONNACK and DISCONNECT (MQTT-SN 1.2, 5.4.4, 5.4.5, 5.4.21).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the capacity or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Every method begins with <c>buffer</c>, <c>offset</c>, where the message begins in it, and <c>capacity</c>, the octets that it may
    /// have from there. Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are ranges of UTF-8 octets.</para>
    /// <para>Arguments that no message can have throw <see cref="System.ArgumentException"/> before the first octet is written. An array of
    /// length 0 may be null. Name and data may lie in the same buffer, even where the message is written to.</para>
    /// </remarks>
    public static class ConnectMessages
    {
        /// <summary>CONNECT (5.4.4).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="will">Whether the gateway is to ask for the will.</param>
        /// <param name="cleanSession">Whether the session begins anew (6.3).</param>
        /// <param name="keepAlive">Keep alive in seconds; 0 means none.</param>
        /// <param name="clientId">Holds the client id.</param>
        /// <param name="clientIdOffset">Its first octet.</param>
        /// <param name="clientIdLength">Its octets, 1 to 23.</param>
        public static int WriteConnect(
            byte[] buffer,
            int offset,
            int capacity,
            bool will,
            bool cleanSession,
            int keepAlive,
            byte[] clientId,
            int clientIdOffset,
            int clientIdLength)
        {
            Arguments.CheckRange(buffer, offset, capacity);
            Arguments.CheckWord(keepAlive, "keepAlive");
            Arguments.CheckClientId(clientId, clientIdOffset, clientIdLength);
            int at = Fields.Place(buffer, offset, capacity, 4, clientId, clientIdOffset, clientIdLength);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)((will ? MessageFlags.Will : 0) | (cleanSession ? MessageFlags.CleanSession : 0));
            buffer[at + 1] = Limits.ProtocolId;
            buffer[at + 2] = (byte)(keepAlive >> 8);
            buffer[at + 3] = (byte)keepAlive;
            return Fields.WriteHeader(buffer, offset, at + 4 + clientIdLength, at, MessageType.Connect);
        }

        /// <summary>CONNACK (5.4.5).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteConnAck(byte[] buffer, int offset, int capacity, ReturnCode returnCode)
        {
            Arguments.CheckReturnCode(returnCode);
            return Fields.WriteOctet(buffer, offset, capacity, MessageType.ConnAck, (int)returnCode);
        }

        /// <summary>DISCONNECT without a duration (5.4.21).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WriteDisconnect(byte[] buffer, int offset, int capacity)
        {
            return Fields.WriteNothing(buffer, offset, capacity, MessageType.Disconnect);
        }

        /// <summary>DISCONNECT of a client that goes to sleep (5.4.21, 6.14).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="duration">Seconds of sleep, 0 to 65535.</param>
        public static int WriteDisconnect(byte[] buffer, int offset, int capacity, int duration)
        {
            Arguments.CheckWord(duration, "duration");
            return Fields.WriteWordOnly(buffer, offset, capacity, MessageType.Disconnect, duration);
        }
    }
}
