namespace SensorNet.Broker
{
    /// <summary>Where a broker session stands.</summary>
    public enum SessionState
    {
        /// <summary>Waiting for the time of the next attempt.</summary>
        Waiting = 0,

        /// <summary>An attempt is under way on the worker.</summary>
        Connecting = 1,

        /// <summary>Connected.</summary>
        Online = 2,

        /// <summary>Publishing "offline" and waiting for its acknowledgement.</summary>
        Stopping = 3,

        /// <summary>The worker closes the client.</summary>
        Closing = 4,

        /// <summary>Ended for good by a planned stop.</summary>
        Stopped = 5,
    }
}
