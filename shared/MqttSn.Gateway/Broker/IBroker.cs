namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The gateway's way to the MQTT broker. Every method returns at once; what comes of it is told to the gateway later, on the thread that
    /// runs the gateway and never from within one of these calls (<c>OnBroker…</c> of <see cref="MqttSnGateway"/>).
    /// </summary>
    /// <remarks>
    /// <para>Connection <see cref="MqttSnGateway.OwnConnection"/> (0) is the gateway's own: its owner opens it, keeps it open and opens it again
    /// without being asked. An aggregating gateway uses no other. A transparent one has a connection a client from <see cref="IClientConnections"/>;
    /// it uses its own for QoS −1.</para>
    /// <para>Every token handed over with a return value of true must be answered exactly once, unless the connection is closed or lost: then those
    /// of <see cref="Publish"/> are answered later where the loss was told with <c>keepsExchanges</c>, and all others are void. Tokens are 1 to
    /// 2^31−1, unique among those not yet answered (a number comes again only much later), and can serve as the key of the broker library's own
    /// table.</para>
    /// <para>Topics and data are valid during the call only: copy what is kept. Filters, client ids and wills are arrays that are never
    /// changed.</para>
    /// </remarks>
    public interface IBroker
    {
        /// <summary>Publishes.</summary>
        /// <param name="connection">The connection.</param>
        /// <param name="topic">Holds the topic name.</param>
        /// <param name="topicOffset">Its first octet.</param>
        /// <param name="topicLength">Its octets.</param>
        /// <param name="payload">Holds the payload.</param>
        /// <param name="payloadOffset">Its first octet.</param>
        /// <param name="payloadLength">Its octets, 0 or more.</param>
        /// <param name="qos">0 to 2.</param>
        /// <param name="retain">MQTT's RETAIN.</param>
        /// <param name="token">For <c>OnBrokerPublished</c> after PUBACK (QoS 1) or PUBCOMP (QoS 2); 0 with QoS 0, which is not answered.</param>
        /// <returns>False when it was not taken: busy, full or not connected.</returns>
        bool Publish(
            int connection,
            byte[] topic,
            int topicOffset,
            int topicLength,
            byte[] payload,
            int payloadOffset,
            int payloadLength,
            int qos,
            bool retain,
            int token);

        /// <summary>Subscribes, also to a filter that is subscribed already: the broker then sends its retained messages again.</summary>
        /// <param name="connection">The connection.</param>
        /// <param name="filter">The topic filter.</param>
        /// <param name="qos">The highest QoS, 0 to 2.</param>
        /// <param name="token">For <c>OnBrokerSubscribed</c>.</param>
        /// <returns>False when it was not taken: busy, full or not connected.</returns>
        bool Subscribe(int connection, byte[] filter, int qos, int token);

        /// <summary>Ends a subscription.</summary>
        /// <param name="connection">The connection.</param>
        /// <param name="filter">The topic filter.</param>
        /// <param name="token">For <c>OnBrokerUnsubscribed</c>.</param>
        /// <returns>False when it was not taken: busy, full or not connected.</returns>
        bool Unsubscribe(int connection, byte[] filter, int token);
    }
}
