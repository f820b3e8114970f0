namespace SensorNet.Broker
{
    /// <summary>What a port did with the first message of TLS.</summary>
    public enum ProbeOutcome
    {
        /// <summary>There was no connection.</summary>
        Unreachable = 0,

        /// <summary>It said nothing.</summary>
        Silent = 1,

        /// <summary>It closed the connection without an answer.</summary>
        Closed = 2,

        /// <summary>It answered, but not with TLS.</summary>
        NotTls = 3,

        /// <summary>It answered with an alert.</summary>
        Alert = 4,

        /// <summary>It showed its certificate.</summary>
        Answered = 5,
    }
}
