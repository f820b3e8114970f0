namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What is to be done with a datagram.</summary>
    public enum ProtectionStep
    {
        /// <summary>Nothing: it was dropped and counted.</summary>
        Drop = 0,

        /// <summary>It goes to the state machine as it is.</summary>
        Pass = 1,

        /// <summary>The packet inside goes to the state machine, from the client's <see cref="ProtectedAddress"/>.</summary>
        Open = 2,

        /// <summary>The answer goes back to where it came from. It is never longer than the datagram.</summary>
        Answer = 3,
    }
}
