namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The limits of a gateway on a PC: <see cref="GatewaySettings.ForServer"/> has them, and they are the defaults of the service. What happens at
    /// each is said at the property of the same name.
    /// </summary>
    public static class ServerLimits
    {
        /// <summary>Clients, connected and remembered; and wills not yet with the broker.</summary>
        public const int ClientsMax = 100000;

        /// <summary>Topic ids a client.</summary>
        public const int TopicsPerClientMax = 1024;

        /// <summary>Subscriptions a client.</summary>
        public const int SubscriptionsPerClientMax = 128;

        /// <summary>Octets of a topic name or filter.</summary>
        public const int TopicLengthMax = 1024;

        /// <summary>Octets of a datagram to a client, and of a will message: the longest payload of UDP over IPv4.</summary>
        public const int DatagramLengthMax = 65507;

        /// <summary>Messages that wait for a client.</summary>
        public const int BufferedMessagesPerClientMax = 1000;

        /// <summary>Payload octets that wait for a client.</summary>
        public const int BufferedBytesPerClientMax = 1 << 20;

        /// <summary>Messages that wait for all clients together.</summary>
        public const int BufferedMessagesMax = 2000000;

        /// <summary>Payload octets that wait for all clients together.</summary>
        public const int BufferedBytesMax = 512 << 20;

        /// <summary>PUBLISHes at QoS 1 and 2 of one client on their way to the broker.</summary>
        public const int InflightPerClientMax = 16;

        /// <summary>Requests to the broker not yet answered, of all clients together.</summary>
        public const int InflightMax = 10000;

        /// <summary>Addresses that an answer to an unknown peer is remembered for.</summary>
        public const int UnknownPeersMax = 4096;

        /// <summary>The least time between two clients that are told to connect again, in ms.</summary>
        public const int RecallGapMs = 10;

        /// <summary>CONNECTs that are under way at once.</summary>
        public const int ConnectsUnderWayMax = 10000;

        /// <summary>CONNACKs with a rejection a second, to all senders together.</summary>
        public const int RejectionsPerSecondMax = 10000;

        /// <summary>Ended sessions whose rates are kept.</summary>
        public const int EndedRatesMax = 4096;
    }
}
