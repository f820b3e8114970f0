namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The gateway's way to the MQTT broker. Every method returns at once; what comes of it is told to the gateway later, on the thread that
    /// runs the gateway and never from within one of these calls (<c>OnBroker…</c> of <see cref="MqttSnGateway"/>).
    /// </summary>
    /// <remarks>
    /// <para>Connection <see cref="MqttSnGateway.OwnConnection"/> (0) is the gateway's own: its owner opens it, keeps it open and opens it again without being asked. An
    /// aggregating gateway uses no other. A transparent one asks for a connection a client with <see cref="Open"/>; it is asked for QoS −1 on its own.</para>
    /// <para>Every token handed over with a return value of true must be answered exactly once, unless the connection is closed or lost: then those of <see cref="Publish"/>
    /// are answered later where the loss was told with <c>keepsExchanges</c>, and all others are void. Tokens are 1 to 2^31−1, unique among those not yet answered (a number comes again only much later), and can serve
    /// as the key of the broker library's own table.</para>
    /// <para>Topics and data are valid during the call only: copy what is kept. Filters, client ids and wills are arrays that nobody changes.</para>
    /// </remarks>
    public interface IBroker
    {
        /// <summary>
        /// Opens a connection for a client (transparent). The answer is <c>OnBrokerConnected</c> or <c>OnBrokerLost</c>. Where the session is not clean, the link may open a connection that
        /// was up again by itself, and go on with its exchanges [MQTT-4.4.0-1]: it says so with <c>OnBrokerLost</c>, and <c>OnBrokerConnected</c> follows.
        /// </summary>
        /// <param name="connection">Its number from now on; it does not come again before <see cref="Close"/> or an <c>OnBrokerLost</c> that ends it.</param>
        /// <param name="clientId">The client id, UTF-8.</param>
        /// <param name="cleanSession">MQTT's CleanSession.</param>
        /// <param name="keepAliveSeconds">The client's keep alive, 0 to 65535; the connection may use one of its own.</param>
        /// <param name="will">The will, or null.</param>
        /// <returns>False when there are too many connections.</returns>
        bool Open(int connection, byte[] clientId, bool cleanSession, int keepAliveSeconds, Will will);

        /// <summary>Closes a connection that <see cref="Open"/> made. Nothing is reported of it any more, and its tokens are void.</summary>
        /// <param name="connection">The connection.</param>
        /// <param name="sendDisconnect">Whether the broker is told, so that it drops the will; false has it publish the will.</param>
        void Close(int connection, bool sendDisconnect);

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

        /// <summary>
        /// Says that a message of <c>OnBrokerMessage</c> has been taken over, so that PUBACK (QoS 1) or PUBREC (QoS 2) may go to the broker. Can
        /// come from within <c>OnBrokerMessage</c>, and after the connection was lost: then it is to be ignored.
        /// </summary>
        /// <param name="connection">The connection that the message came on.</param>
        /// <param name="ackToken">What <c>OnBrokerMessage</c> was given.</param>
        void Acknowledge(int connection, int ackToken);
    }
}
