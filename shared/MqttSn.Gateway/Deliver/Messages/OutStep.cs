namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What the gateway waits for before it goes on with a client's queue: one exchange at a time, as a client has (6.6).</summary>
    internal enum OutStep : byte
    {
        Idle = 0,
        RegAck,
        PubAck,
        PubRec,
        PubComp,

        /// <summary>The client said congestion: T_WAIT.</summary>
        Pause,
    }
}
