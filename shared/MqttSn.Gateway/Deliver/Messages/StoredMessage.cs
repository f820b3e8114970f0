namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// A message of the broker that waits for one or more clients: stored once, with a reference for each. Reused by <see cref="MessagePool"/>.
    /// </summary>
    internal sealed class StoredMessage
    {
        internal byte[] Payload;
        internal int PayloadLength;
        internal SharedTopic Topic;
        internal int References;

        /// <summary>When it is of no use any more; <see cref="long.MaxValue"/> for never.</summary>
        internal long ExpiresAtMs;

        // What is still to be acknowledged to the broker, when the last client that delays it has released it.
        internal int Connection;
        internal int AckToken;
        internal int AckHolders;

        // Of them, the clients.
        internal int HeldBy;

        internal StoredMessage NextFree;
    }
}
