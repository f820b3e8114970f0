namespace SensorNet.ConstrainedNode
{
    /// <summary>Where the node's loop stands.</summary>
    public enum LoopPhase
    {
        /// <summary>It has not taken its first step.</summary>
        Booting = 0,

        /// <summary>It reads and publishes.</summary>
        Awake,

        /// <summary>It looks for messages and sleeps on.</summary>
        Checking,

        /// <summary>It waits for the gateway's consent to its sleep.</summary>
        FallingAsleep,

        /// <summary>It sleeps as soon as the radio may be switched off.</summary>
        PoweringDown,

        /// <summary>It waits with the radio off until it would wake up, for the board refuses to sleep.</summary>
        Waiting,

        /// <summary>It publishes "offline" and disconnects.</summary>
        Stopping,

        /// <summary>It has ended: by a planned stop, or with the board in deep sleep.</summary>
        Ended,
    }
}
