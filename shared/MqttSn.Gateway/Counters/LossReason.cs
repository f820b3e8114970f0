namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Why a message was given up, by the gateway or because a client rejected it.</summary>
    public enum LossReason : byte
    {
        /// <summary>To a client: as many wait for it as <see cref="GatewaySettings.BufferedMessagesPerClientMax"/> allows.</summary>
        ClientQueue = 0,

        /// <summary>
        /// To a client: its payload, or what waits for the client with it, is longer than <see cref="GatewaySettings.BufferedBytesPerClientMax"/>.
        /// </summary>
        ClientBytes,

        /// <summary>To a client: as many wait for all clients as <see cref="GatewaySettings.BufferedMessagesMax"/> allows.</summary>
        AllQueues,

        /// <summary>
        /// To a client: its payload, or what waits for all clients with it, is longer than <see cref="GatewaySettings.BufferedBytesMax"/>.
        /// </summary>
        AllBytes,

        /// <summary>To a client: it has <see cref="GatewaySettings.TopicsPerClientMax"/> topic ids, all of them its own or in use.</summary>
        NoTopicId,

        /// <summary>To a client: the broker's topic is no topic name.</summary>
        BadTopicName,

        /// <summary>
        /// To a client: it does not fit into <see cref="GatewaySettings.DatagramLengthMax"/>, or was longer than the broker link can take.
        /// </summary>
        TooLong,

        /// <summary>To a client: the client refused the message or its topic id, or kept saying that it does not know the id.</summary>
        Refused,

        /// <summary>To a client: it waited when the client's session ended, or began anew.</summary>
        SessionEnded,

        /// <summary>
        /// To a client: it waited when the kept session was given up because of <see cref="GatewaySettings.SessionExpiryMs"/> or to make room.
        /// </summary>
        SessionExpired,

        /// <summary>Of a client, at QoS 0 or −1: the broker is away.</summary>
        BrokerAway,

        /// <summary>Of a client, at QoS 0 or −1: the broker link did not take it.</summary>
        BrokerBusy,

        /// <summary>Of a client, at QoS −1, which is off.</summary>
        QosMinusOneOff,

        /// <summary>Of a client, at QoS 0 or −1: the topic id has no topic. At QoS 0 the client is told.</summary>
        UnknownTopicId,

        /// <summary>A will: <see cref="GatewaySettings.PendingWillsMax"/> waited already.</summary>
        WillsFull,

        /// <summary>A will: the broker did not take it.</summary>
        WillRefused,

        /// <summary>A subscription, and what would come by it: the broker refused it when it was made again after an outage.</summary>
        SubscriptionRefused,

        /// <summary>Of a client, at QoS 0 or −1: the policy does not allow its topic.</summary>
        NotAllowed,

        /// <summary>Of a client, at QoS 0 or −1: it exceeded its rate.</summary>
        RateLimited,

        /// <summary>A will: the policy does not allow its topic.</summary>
        WillNotAllowed,

        /// <summary>To a client: its message expiry interval (MQTT 5) has passed before its delivery began.</summary>
        MessageExpired,
    }
}
