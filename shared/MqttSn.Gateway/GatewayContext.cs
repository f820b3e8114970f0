namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What the features share: the gateway's tables, its time, and one another.</summary>
    internal sealed class GatewayContext
    {
        internal readonly GatewaySettings Settings;
        internal readonly GatewayCounters Counters = new GatewayCounters();
        internal readonly IBroker Broker;
        internal readonly IBrokerAcknowledger Acknowledger;
        internal readonly IClientConnections ClientConnections;
        internal readonly Transmitter Transmitter;
        internal readonly ClientDirectory Clients;
        internal readonly ClientTimers Timers = new ClientTimers();
        internal readonly TopicStore Topics = new TopicStore();
        internal readonly MessagePool Pool;
        internal readonly PendingTable Pending;
        internal readonly Delivery Delivery;
        internal readonly Publishing Publishing;
        internal readonly Connecting Connecting;
        internal readonly Sessions Sessions;
        internal readonly WillPublisher Wills;
        internal readonly SubscriptionKeeper Subscriptions;
        internal readonly Discovery Discovery;
        internal readonly UnknownPeers UnknownPeers;
        internal readonly RefusedPeers Refused;
        internal readonly Recalls Recalls;
        internal readonly BrokerConnections Connections;

        /// <summary>The time that the call at hand was given.</summary>
        internal long NowMs;

        /// <summary>Whether the gateway's own broker connection is up.</summary>
        internal bool OwnConnected;

        /// <summary>Until when the present outage of the own connection counts as short.</summary>
        internal long OwnGraceEndMs = long.MinValue;

        internal GatewayContext(
            GatewaySettings settings, IDatagramSender sender, IBroker broker, IBrokerAcknowledger acknowledger, IClientConnections connections)
        {
            Settings = settings;
            Broker = broker;
            Acknowledger = acknowledger;
            ClientConnections = connections;
            Transmitter = new Transmitter(sender, settings.DatagramLengthMax, Counters);
            Clients = new ClientDirectory(settings.ClientsMax);
            Pool = new MessagePool(Topics, settings.BufferedMessagesMax);
            Pending = new PendingTable(settings.InflightMax);
            Delivery = new Delivery(this);
            Publishing = new Publishing(this);
            Connecting = new Connecting(this);
            Sessions = new Sessions(this);
            Wills = new WillPublisher(this);
            Discovery = new Discovery(this);
            UnknownPeers = new UnknownPeers(this);
            Refused = new RefusedPeers(this);
            Recalls = new Recalls(this);
            Connections = new BrokerConnections(this);
            Subscriptions = IsTransparent ? (SubscriptionKeeper)new TransparentSubscriptions(this) : new AggregatingSubscriptions(this);
        }

        internal bool IsTransparent
        {
            get { return Settings.Mode == GatewayMode.Transparent; }
        }

        /// <summary>Whether requests of a client can go to the broker now.</summary>
        internal bool IsBrokerUp(ClientSession client)
        {
            return IsTransparent ? client.ConnectionUp : OwnConnected;
        }

        /// <summary>Whether the gateway's own broker connection is up, or away for so short that clients need not hear of it.</summary>
        internal bool IsOwnUsable
        {
            get { return OwnConnected || NowMs < OwnGraceEndMs; }
        }

        /// <summary>
        /// A message or request of a connected client is for later. While the broker is away for a short time it gets no answer, so that the client
        /// repeats it after Tretry (6.13): after "congestion" it would wait for T_WAIT.
        /// </summary>
        /// <returns>Whether the client is to be told.</returns>
        internal bool Congested(ClientSession client)
        {
            Counters.Congestions++;
            if (!IsBrokerUp(client) && NowMs < (IsTransparent ? client.ConnectionSinceMs + Settings.BrokerGraceMs : OwnGraceEndMs))
            {
                return false;
            }

            Refused.Note(client.Address, client.Forwarder, client.PeerHash);
            return true;
        }
    }
}
