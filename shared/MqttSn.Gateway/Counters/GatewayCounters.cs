namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What the gateway has counted since it was made. To be read on the gateway's own thread, or as an estimate.</summary>
    public sealed class GatewayCounters
    {
        /// <summary>Datagrams received, whatever they were.</summary>
        public long DatagramsReceived;

        /// <summary>Datagrams sent, broadcasts included.</summary>
        public long DatagramsSent;

        /// <summary>Datagrams that are not a message, by reason: the index is a <see cref="DecodeError"/>.</summary>
        public readonly long[] DecodeErrors = new long[MqttSn.DecodeErrors.Count];

        /// <summary>Messages that a client may not send, or not in its state; ignored.</summary>
        public long Unexpected;

        /// <summary>Messages of unknown peers that are for clients only.</summary>
        public long UnknownPeers;

        /// <summary>
        /// Answers to unknown peers that <see cref="GatewaySettings.UnknownPeerIntervalMs"/> or <see cref="GatewaySettings.RejectionsPerSecondMax"/>
        /// held back.
        /// </summary>
        public long AnswersHeldBack;

        /// <summary>What was refused by the policy or at a limit, by reason: the index is a <see cref="RefusalReason"/>.</summary>
        public readonly long[] Refusals = new long[RefusalReasons.Count];

        /// <summary>Clients that were disconnected by <see cref="MqttSnGateway.Kick"/> or because the policy changed.</summary>
        public long ClientsKicked;

        /// <summary>Minutes in which a client moved more often than <see cref="GatewaySettings.MovesPerMinuteMax"/>; one a client.</summary>
        public long RestlessClients;

        /// <summary>The client id of the last of them; or null.</summary>
        public byte[] LastRestlessClientId;

        /// <summary>
        /// Ended sessions for whose rate there was no room (<see cref="GatewaySettings.EndedRatesMax"/>): their clients may send as new ones.
        /// </summary>
        public long RatesForgotten;

        /// <summary>CONNECTs accepted.</summary>
        public long Connects;

        /// <summary>
        /// Clients told to connect again, because the broker has forgotten what they said, may have published their will, or ends their connection
        /// again and again.
        /// </summary>
        public long Recalls;

        /// <summary>Clients refused while the broker was away for whom there was no room: they are not told when it is back.</summary>
        public long RefusedForgotten;

        /// <summary>
        /// Broker connections of clients that ended soon (transparent): another client has the same client id, for example, or the broker rejects
        /// what the client sends.
        /// </summary>
        public long ShortConnections;

        /// <summary>CONNECTs rejected, for any reason.</summary>
        public long ConnectsRejected;

        /// <summary>Sessions taken over by the same client id from another address.</summary>
        public long Takeovers;

        /// <summary>Sleepers that woke at another address.</summary>
        public long AddressChanges;

        /// <summary>Clients that exceeded their keep alive or sleep duration.</summary>
        public long ClientsLost;

        /// <summary>Wills published, or left to the broker (transparent).</summary>
        public long WillsPublished;

        /// <summary>Kept sessions given up because of <see cref="GatewaySettings.SessionExpiryMs"/> or to make room.</summary>
        public long SessionsExpired;

        /// <summary>PUBLISHes of clients handed to the broker.</summary>
        public long PublishedUp;

        /// <summary>
        /// PUBLISHes and requests that the broker could not be given: rejected with congestion, or left to be repeated while the broker is away for a
        /// short time.
        /// </summary>
        public long Congestions;

        /// <summary>PUBLISHes recognised as sent again and not handed to the broker again.</summary>
        public long Duplicates;

        /// <summary>Messages of the broker.</summary>
        public long BrokerMessages;

        /// <summary>Messages of the broker that no client wants (any more).</summary>
        public long BrokerMessagesUnwanted;

        /// <summary>Messages delivered to clients: sent at QoS 0, acknowledged at QoS 1 and 2. One a client.</summary>
        public long DeliveredDown;

        /// <summary>Messages put into a client's queue.</summary>
        public long Buffered;

        /// <summary>Messages that were given up, by reason: the index is a <see cref="LossReason"/>. One a client.</summary>
        public readonly long[] Losses = new long[LossReasons.Count];

        /// <summary>All of them together.</summary>
        public long LossCount;

        /// <summary>Those of them that were at QoS 1 or 2 to a client whose session goes on.</summary>
        public long LossesAtQos12;

        /// <summary>The client id that the last of them was to or of, where it was one's; or null.</summary>
        public byte[] LastLossClientId;

        /// <summary>Messages sent again to clients.</summary>
        public long Retransmissions;

        /// <summary>Exchanges given up after <see cref="GatewaySettings.RetryCountMax"/>, until the client sends something.</summary>
        public long Stalls;

        /// <summary>Something is refused.</summary>
        internal void Refuse(RefusalReason reason) => Refusals[(int)reason]++;

        /// <summary>A message is given up.</summary>
        /// <param name="reason">Why.</param>
        /// <param name="clientId">The client that it was to or of, or null.</param>
        internal void Lose(LossReason reason, byte[] clientId)
        {
            Losses[(int)reason]++;
            LossCount++;
            LastLossClientId = clientId;
        }
    }
}
