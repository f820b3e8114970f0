namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The parts of a gateway, each with what it uses. Only <see cref="MqttSnGateway"/> has all of them.</summary>
    internal sealed class GatewayParts
    {
        internal readonly GatewayBasics Basics;
        internal readonly OwnLink Own;
        internal readonly ClientDirectory Clients;
        internal readonly ClientTimers Timers = new ClientTimers();
        internal readonly TopicStore Topics = new TopicStore();
        internal readonly PendingTable Pending;
        internal readonly ClientQueues Queues;
        internal readonly RefusedPeers Refused;
        internal readonly WillPublisher Wills;
        internal readonly ISubscriptions Subscriptions;
        internal readonly Discovery Discovery;
        internal readonly Dispatcher Dispatcher;
        internal readonly BrokerAnswers BrokerAnswers;
        internal readonly BrokerMessages BrokerMessages;
        internal readonly BrokerEvents BrokerEvents;
        internal readonly ClientTimeouts Timeouts;
        internal readonly Disconnects Disconnects;

        // From what uses nothing to what uses all.
        internal GatewayParts(
            GatewaySettings settings, IDatagramSender sender, IBroker broker, IBrokerAcknowledger acknowledger, IClientConnections connections)
        {
            GatewayBasics basics = new GatewayBasics(settings);
            GatewayCounters counters = basics.Counters;
            Basics = basics;
            Own = new OwnLink(basics);
            Clients = new ClientDirectory(settings.ClientsMax);
            Pending = new PendingTable(settings.InflightMax);
            BrokerAnswers = new BrokerAnswers(Pending);
            BrokerRequests requests = new BrokerRequests(broker, Pending);
            Transmitter transmitter = new Transmitter(sender, settings.DatagramLengthMax, counters);
            UnknownPeers unknownPeers = new UnknownPeers(basics, transmitter);
            Refused = new RefusedPeers(basics, Own, transmitter);
            Discovery = new Discovery(basics, Own, transmitter, unknownPeers);
            BrokerAccess access = new BrokerAccess(basics, Own, Refused);
            Wills = new WillPublisher(basics, Own, requests);

            TopicIds topicIds = new TopicIds(settings, Topics);
            MessagePool pool = new MessagePool(Topics, settings.BufferedMessagesMax);
            Queues = new ClientQueues(settings, counters, pool, acknowledger);
            OutExchange exchange = new OutExchange(basics, transmitter, Timers, topicIds, Queues);
            Delivery delivery = new Delivery(settings, transmitter, Queues, exchange);

            ClientDeadlines deadlines = new ClientDeadlines(basics, Timers);
            SubscriptionList list = new SubscriptionList(Clients, Pending, transmitter, access);
            Recalls recalls = new Recalls(basics, Clients, access, deadlines, delivery, unknownPeers);
            LinkRequests linkRequests = new LinkRequests(Pending, Queues, list);
            ClientLinks links = new ClientLinks(basics, Clients, connections, deadlines, recalls, linkRequests);
            WillUpdates willUpdates = new WillUpdates(settings, transmitter, links);
            Publishing publishing = new Publishing(basics, requests, transmitter, access, links);
            Subscriptions = settings.IsTransparent
                ? (ISubscriptions)new TransparentSubscriptions(basics, Clients, requests, delivery, list, links)
                : new AggregatingSubscriptions(basics, Own, requests, Clients, delivery, list);
            BrokerMessages = new BrokerMessages(counters, new BrokerMessage(Topics, pool, acknowledger), Subscriptions);

            ISessionPart[] parts = new ISessionPart[] { list, publishing, delivery, topicIds };
            SessionStore store = new SessionStore(counters, Clients, Timers, links, delivery, parts);
            Departures departures = new Departures(basics, Wills, unknownPeers, links, store, deadlines);
            ClientAddresses addresses = new ClientAddresses(Clients, delivery, departures);
            ConnectAnswers connectAnswers = new ConnectAnswers(counters, transmitter, Refused);
            Admission admission = new Admission(basics, Own, connectAnswers, delivery, departures, deadlines);
            ConnectDialogue dialogue = new ConnectDialogue(basics, Own, transmitter, links, deadlines, admission);
            Connecting connecting = new Connecting(basics, Clients, admission, dialogue, addresses, store);
            Sleeping sleeping = new Sleeping(basics, transmitter, delivery, deadlines, addresses);
            Disconnects = new Disconnects(Clients, transmitter, links, departures, sleeping);
            BrokerEvents = new BrokerEvents(
                new OwnLinkEvents(Own, Pending, Discovery, Subscriptions, Wills, recalls),
                new ClientLinkEvents(Own, Clients, links, Subscriptions, willUpdates, admission));
            Timeouts = new ClientTimeouts(deadlines, delivery, links, recalls, departures, dialogue);

            Pings pings = new Pings(Clients, transmitter, unknownPeers, sleeping);
            PeerDispatcher peers = new PeerDispatcher(counters, connecting, Discovery, pings, publishing, unknownPeers);
            ConnectedDispatcher connected = new ConnectedDispatcher(
                counters,
                publishing,
                new Registering(basics, transmitter, topicIds),
                new DeliveryAnswers(counters, transmitter, Queues, exchange, delivery),
                new SubscribeRequests(basics, access, topicIds, list, Subscriptions),
                willUpdates);
            ClientDispatcher ofClients = new ClientDispatcher(basics, peers, dialogue, Disconnects, delivery, connected);
            Dispatcher = new Dispatcher(basics, Clients, new InvalidMessages(basics, transmitter, admission, dialogue, willUpdates), peers, ofClients);
        }
    }
}
