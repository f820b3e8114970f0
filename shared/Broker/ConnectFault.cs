namespace SensorNet.Broker
{
    /// <summary>How far a client came with a CONNECT that threw.</summary>
    public enum ConnectFault
    {
        /// <summary>Not known.</summary>
        Unknown,

        /// <summary>There was no connection; the exception says why.</summary>
        NotConnected,

        /// <summary>There was a connection, and no answer on it: closed by the other side, or not given in time.</summary>
        NotAnswered,

        /// <summary>There was an answer, which is no MQTT.</summary>
        NotMqtt,
    }
}
