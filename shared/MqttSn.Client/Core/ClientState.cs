namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// Where a client is. Active, asleep, awake and disconnected are those of MQTT-SN 1.2, 6.14; the others are the ways between them.
    /// </summary>
    public enum ClientState : byte
    {
        /// <summary>No connection and none wanted. Discovery messages are still heard.</summary>
        Disconnected = 0,

        /// <summary>Looks for a gateway (6.1).</summary>
        Searching,

        /// <summary>CONNECT has been sent, the answer not yet received (6.2).</summary>
        Connecting,

        /// <summary>Waits before it tries to connect again: a congested gateway (T_WAIT), or a gateway that did not answer.</summary>
        Waiting,

        /// <summary>Connected.</summary>
        Active,

        /// <summary>DISCONNECT with a duration has been sent, the answer not yet received (6.14).</summary>
        FallingAsleep,

        /// <summary>Asleep: the gateway keeps its messages. The radio may be off until <see cref="MqttSnClient.NextDeadlineMs"/>.</summary>
        Asleep,

        /// <summary>PINGREQ with the client id has been sent; messages come until PINGRESP.</summary>
        Awake,

        /// <summary>DISCONNECT has been sent, the answer not yet received (6.12).</summary>
        Disconnecting,
    }
}
