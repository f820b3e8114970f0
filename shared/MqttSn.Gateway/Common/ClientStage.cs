namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Where a client is in its life. Source: MQTT-SN 1.2, 6.14, Figure 4; lost is no state of its own: the client is disconnected, and its will is
    /// out.
    /// </summary>
    public enum ClientStage : byte
    {
        /// <summary>The slot is free.</summary>
        Free = 0,

        /// <summary>CONNECT with will: WILLTOPICREQ has been sent (6.2).</summary>
        WillTopic,

        /// <summary>CONNECT with will: WILLMSGREQ has been sent (6.2).</summary>
        WillMessage,

        /// <summary>Transparent: CONNACK waits for the broker.</summary>
        Opening,

        /// <summary>Connected.</summary>
        Active,

        /// <summary>Connected, its radio is off.</summary>
        Asleep,

        /// <summary>Connected, gets what was buffered.</summary>
        Awake,

        /// <summary>Connected, but it has been told to connect again (5.4.21) and has not yet: messages wait, and its keep alive runs on.</summary>
        Recalled,

        /// <summary>Not connected; its session is kept.</summary>
        Disconnected,
    }
}
