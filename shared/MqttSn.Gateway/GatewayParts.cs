using System;

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
        internal readonly Publishing Publishing;
        internal readonly TopicIds TopicIds;
        internal readonly Delivery Delivery;
        internal readonly SessionRestore Sessions;

        private readonly Transmitter _transmitter;
        private readonly UnknownPeers _unknownPeers;
        private readonly OutExchange _exchange;
        private readonly BrokerAccess _access;
        private readonly SubscriptionList _list;
        private readonly WillUpdates _willUpdates;

        // From what uses nothing to what uses all.
        internal GatewayParts(GatewaySettings settings, GatewaySeams seams)
        {
            GatewayBasics basics = Check(settings, seams);
            GatewayCounters counters = basics.Counters;
            Basics = basics;
            Own = new OwnLink(basics);
            Clients = new ClientDirectory(settings.ClientsMax);
            Pending = new PendingTable(settings.InflightMax, basics.Journal);
            BrokerAnswers = new BrokerAnswers(Pending);
            BrokerRequests requests = new BrokerRequests(seams.Broker, Pending);
            _transmitter = new Transmitter(seams.Sender, settings.DatagramLengthMax, counters);
            _unknownPeers = new UnknownPeers(basics, _transmitter);
            Refused = new RefusedPeers(basics, Own, _transmitter);
            Discovery = new Discovery(basics, Own, _transmitter, _unknownPeers);
            _access = new BrokerAccess(basics, Own, Refused);
            Wills = new WillPublisher(basics, Own, requests);
            TopicIds = new TopicIds(basics, Topics);
            MessagePool pool = new MessagePool(Topics, settings.BufferedMessagesMax);
            Queues = new ClientQueues(basics, pool, seams.Acknowledger);
            _exchange = new OutExchange(basics, _transmitter, Timers, TopicIds, Queues);
            Delivery = new Delivery(settings, _transmitter, Queues, _exchange);

            ClientDeadlines deadlines = new ClientDeadlines(basics, Timers);
            _list = new SubscriptionList(basics.Journal, Clients, Pending, _transmitter, _access);
            Recalls recalls = new Recalls(basics, Clients, _access, deadlines, Delivery, _unknownPeers);
            ClientLinks links = new ClientLinks(basics, Clients, seams.Connections, deadlines, recalls, new LinkRequests(Pending, Queues, _list));
            Sessions = new SessionRestore(basics, Own, Clients, links, Timers);
            _willUpdates = new WillUpdates(basics, _transmitter, links);
            Publishing = new Publishing(basics, requests, _transmitter, _access, links);
            Subscriptions = settings.IsTransparent
                ? (ISubscriptions)new TransparentSubscriptions(basics, Clients, requests, Delivery, _list, links)
                : new AggregatingSubscriptions(basics, Own, requests, Clients, Delivery, _list);
            BrokerMessages = new BrokerMessages(counters, new BrokerMessage(Topics, pool, seams.Acknowledger), Subscriptions);

            StoredSessions store = new StoredSessions(
                basics, Clients, Timers, links, Delivery, new ISessionPart[] { _list, Publishing, Delivery, TopicIds });
            ConnectionEnds ends = new ConnectionEnds(basics, Wills, _unknownPeers, links, store, deadlines);
            ClientAddresses addresses = new ClientAddresses(Clients, Delivery, ends, new SessionRecords(basics));
            ConnectAnswers answers = new ConnectAnswers(counters, _transmitter, Refused);
            Admission admission = new Admission(basics, Own, answers, Delivery, ends, deadlines);
            ConnectDialogue dialogue = new ConnectDialogue(basics, Own, _transmitter, links, deadlines, admission);
            Connecting connecting = new Connecting(basics, Clients, admission, dialogue, addresses, store);
            Sleeping sleeping = new Sleeping(basics, _transmitter, Delivery, deadlines, addresses);
            Disconnects = new Disconnects(Clients, _transmitter, links, ends, sleeping);
            BrokerEvents = new BrokerEvents(
                new OwnLinkEvents(Own, Pending, Discovery, Subscriptions, Wills, recalls),
                new ClientLinkEvents(Own, Clients, links, Subscriptions, _willUpdates, admission));
            Timeouts = new ClientTimeouts(deadlines, Delivery, links, recalls, ends, dialogue);
            Dispatcher = MakeDispatcher(connecting, dialogue, admission, sleeping);
        }

        // Refuses settings that no gateway can have.
        private static GatewayBasics Check(GatewaySettings settings, GatewaySeams seams)
        {
            if (settings == null || seams.Sender == null || seams.Broker == null)
            {
                throw new ArgumentNullException(settings == null ? "settings" : seams.Sender == null ? "sender" : "broker");
            }

            string problems = settings.Validate();
            if (problems != null)
            {
                throw new ArgumentException(problems);
            }

            if (settings.Mode == GatewayMode.Transparent && seams.Connections == null)
            {
                throw new ArgumentNullException("connections");
            }

            return new GatewayBasics(settings, seams.Journal);
        }

        private Dispatcher MakeDispatcher(Connecting connecting, ConnectDialogue dialogue, Admission admission, Sleeping sleeping)
        {
            GatewayCounters counters = Basics.Counters;
            Pings pings = new Pings(Clients, _transmitter, _unknownPeers, sleeping);
            PeerDispatcher peers = new PeerDispatcher(counters, connecting, Discovery, pings, Publishing, _unknownPeers);
            ConnectedDispatcher connected = new ConnectedDispatcher(
                Basics,
                Publishing,
                new Registering(Basics, _transmitter, TopicIds),
                new DeliveryAnswers(counters, _transmitter, Queues, _exchange, Delivery),
                new SubscribeRequests(Basics, _access, TopicIds, _list, Subscriptions),
                _willUpdates);
            ClientDispatcher ofClients = new ClientDispatcher(Basics, peers, dialogue, Disconnects, Delivery, connected);
            InvalidMessages invalid = new InvalidMessages(Basics, _transmitter, admission, dialogue, _willUpdates);
            return new Dispatcher(Basics, Clients, invalid, peers, ofClients, connected);
        }
    }
}
