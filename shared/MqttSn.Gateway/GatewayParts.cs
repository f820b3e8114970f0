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
        internal readonly Kicks Kicks;

        private readonly Transmitter _transmitter;
        private readonly UnknownPeers _unknownPeers;
        private readonly OutExchange _exchange;
        private readonly BrokerAccess _access;
        private readonly SubscriptionList _list;
        private readonly WillUpdates _willUpdates;
        private readonly AccessChecks _checks;
        private readonly ClientRates _rates;

        // From what uses nothing to what uses all.
        internal GatewayParts(GatewaySettings settings, GatewaySeams seams)
        {
            GatewayBasics basics = Check(settings, seams);
            Basics = basics;
            _checks = new AccessChecks(basics, seams.Policy);
            Own = new OwnLink(basics);
            Clients = new ClientDirectory(settings.ClientsMax);
            Pending = new PendingTable(settings.InflightMax, basics.Journal);
            BrokerAnswers = new BrokerAnswers(Pending);
            BrokerRequests requests = new BrokerRequests(seams.Broker, seams.Properties, Pending);
            _transmitter = new Transmitter(seams.Sender, settings.DatagramLengthMax, basics.Counters);
            _unknownPeers = new UnknownPeers(basics, _transmitter);
            Refused = new RefusedPeers(basics, Own, _transmitter);
            Discovery = new Discovery(basics, Own, _transmitter, _unknownPeers);
            _access = new BrokerAccess(basics, Own, Refused);
            Wills = new WillPublisher(basics, Own, requests);
            TopicIds = new TopicIds(basics, Topics);
            MessagePool pool = new MessagePool(Topics, settings.BufferedMessagesMax);
            Queues = new ClientQueues(basics, pool, seams.Acknowledger);
            _exchange = new OutExchange(basics, _transmitter, Timers, TopicIds, Queues);
            Delivery = new Delivery(settings, _transmitter, Queues, _exchange, _checks);
            ClientDeadlines deadlines = new ClientDeadlines(basics, Timers);
            _list = new SubscriptionList(basics.Journal, Clients, Pending, _transmitter, _access);
            Recalls recalls = new Recalls(basics, Clients, _access, deadlines, Delivery, _unknownPeers);
            ClientConnector connector = new ClientConnector(Clients, seams.Connections, _checks);
            ClientLinks links = new ClientLinks(basics, connector, deadlines, recalls, new LinkRequests(Pending, Queues, _list));
            _willUpdates = new WillUpdates(basics, _transmitter, links, _checks);
            Publishing = new Publishing(basics, requests, _transmitter, _access, links, _checks);
            Subscriptions = MakeSubscriptions(requests, links);
            Sessions = new SessionRestore(basics, Own, Clients, links, Timers, _checks);
            BrokerMessages = new BrokerMessages(basics.Counters, new BrokerMessage(Topics, pool, seams.Acknowledger), Subscriptions);

            _rates = new ClientRates(basics, _transmitter);
            ISessionPart[] parts = new ISessionPart[] { _list, Publishing, Delivery, TopicIds, _rates };
            StoredSessions store = new StoredSessions(basics, Clients, Timers, links, Delivery, parts);
            LostClients lost = new LostClients(basics, Wills, _unknownPeers, _checks);
            ConnectionEnds ends = new ConnectionEnds(basics, lost, links, store, deadlines);
            ClientAddresses addresses = new ClientAddresses(Clients, Delivery, ends, new AddressMoves(basics), _checks, new SessionRecords(basics));
            Admission admission = new Admission(basics, Own, new ConnectAnswers(basics, _transmitter, Refused), Delivery, ends, deadlines);
            ConnectDialogue dialogue = new ConnectDialogue(basics, Own, _transmitter, links, deadlines, admission);
            Connecting connecting = new Connecting(basics, Clients, admission, dialogue, addresses, store);
            Sleeping sleeping = new Sleeping(basics, _transmitter, Delivery, deadlines, addresses, recalls);
            Disconnects = new Disconnects(Clients, _transmitter, links, ends, sleeping);
            Kicks = new Kicks(Clients, _checks, ends);
            OwnLinkEvents ownEvents = new OwnLinkEvents(Own, Pending, Discovery, Subscriptions, Wills, recalls);
            BrokerEvents = new BrokerEvents(ownEvents, new ClientLinkEvents(Own, Clients, links, Subscriptions, _willUpdates, admission));
            Timeouts = new ClientTimeouts(deadlines, Delivery, links, recalls, ends, dialogue);
            Pings pings = new Pings(Clients, _transmitter, _unknownPeers, sleeping, addresses);
            Dispatcher = MakeDispatcher(connecting, dialogue, admission, pings);
        }

        // Refuses settings that no gateway can have.
        private static GatewayBasics Check(GatewaySettings settings, GatewaySeams seams)
        {
            if (settings == null || seams == null || seams.Sender == null || seams.Broker == null)
            {
                string missing = settings == null ? "settings" : seams == null ? "seams" : seams.Sender == null ? "sender" : "broker";
                throw new ArgumentNullException(missing);
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

        private ISubscriptions MakeSubscriptions(BrokerRequests requests, ClientLinks links)
        {
            return Basics.Settings.IsTransparent
                ? (ISubscriptions)new TransparentSubscriptions(Basics, Clients, requests, Delivery, _list, links)
                : new AggregatingSubscriptions(Basics, Own, requests, Clients, Delivery, _list);
        }

        private Dispatcher MakeDispatcher(Connecting connecting, ConnectDialogue dialogue, Admission admission, Pings pings)
        {
            GatewayCounters counters = Basics.Counters;
            PeerDispatcher peers = new PeerDispatcher(counters, connecting, Discovery, pings, Publishing, _unknownPeers);
            ConnectedDispatcher connected = new ConnectedDispatcher(
                Basics,
                Publishing,
                new Registering(Basics, _transmitter, TopicIds, _checks),
                new DeliveryAnswers(counters, _transmitter, Queues, _exchange, Delivery),
                new SubscribeRequests(Basics, _access, TopicIds, _list, Subscriptions, _checks),
                _willUpdates);
            RatedDispatcher rated = new RatedDispatcher(Basics, _rates, connected);
            ClientDispatcher ofClients = new ClientDispatcher(Basics, peers, dialogue, Disconnects, Delivery, rated);
            InvalidMessages invalid = new InvalidMessages(Basics, _transmitter, admission, dialogue, _willUpdates);
            return new Dispatcher(Basics, Clients, invalid, peers, ofClients, rated);
        }
    }
}
