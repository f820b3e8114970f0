namespace SensorNet.ConstrainedNode
{
    /// <summary>What an <see cref="Outbox"/> hands to the client.</summary>
    public enum OutboxItem
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>The status.</summary>
        Status,

        /// <summary>The info.</summary>
        Info,

        /// <summary>The subscription to commands.</summary>
        Subscription,

        /// <summary>The oldest answer to a command.</summary>
        Answer,

        /// <summary>The oldest reading.</summary>
        Reading,

        /// <summary>The diagnostics.</summary>
        Diagnostics,
    }
}
