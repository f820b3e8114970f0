namespace SensorNet.MqttSn.Gateway
{
    /// <summary>A client's exchanges at QoS 1 and 2 towards the broker. Written by Publish.</summary>
    internal abstract class ClientExchanges : PendingPublisher
    {
        /// <summary>The ids of QoS 2 that it has not released; null until there is one.</summary>
        internal UnreleasedIds Received;

        /// <summary>Whether PUBREL of the client is still to come.</summary>
        internal bool IsUnreleased => Received != null && Received.Count > 0;
    }
}
