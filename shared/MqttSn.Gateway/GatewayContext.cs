namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What the features share: the gateway's tables, its time, and one another.</summary>
    internal sealed class GatewayContext
    {
        internal readonly GatewaySettings Settings;
        internal readonly GatewayCounters Counters = new GatewayCounters();
        internal readonly IBroker Broker;
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
        internal readonly BrokerConnections Connections;

        /// <summary>The time that the call at hand was given.</summary>
        internal long NowMs;

        /// <summary>Whether the gateway's own broker connection is up.</summary>
        internal bool OwnConnected;

        internal GatewayContext(GatewaySettings settings, IDatagramSender sender, IBroker broker)
        {
            Settings = settings;
            Broker = broker;
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
    }
}
