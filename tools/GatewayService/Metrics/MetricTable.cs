using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Persistence;
using SensorNet.GatewayService.Transport.Dtls;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Metrics;

/// <summary>Every metric of the gateway. Meters and the statistics line read them here.</summary>
internal static class MetricTable
{
    public static readonly Metric Clients = Gauge(
        "clients", "{client}", "Clients, those included whose session is kept while they are away", s => s.ClientCount);
    public static readonly Metric Waiting = Gauge("messages.waiting", "{message}", "Messages that wait for clients", s => s.BufferedMessageCount);
    public static readonly Metric InFlight = Gauge(
        "broker.in_flight", "{message}", "Messages of QoS 1 and 2 that the broker has not acknowledged", s => s.InFlightCount);
    public static readonly Metric Connections = Gauge(
        "broker.connections", "{connection}", "Shards whose own broker connection is up", s => s.IsBrokerConnected ? 1 : 0);

    public static readonly Metric ConnectionsByBroker = new(
        "sensornet.gateway.broker.connections_by_number", "{connection}",
        "Shards whose own broker connection is up, by the broker's number in Broker:Hosts", true, s => s.BrokerNumber > 0 ? 1 : 0)
    {
        Tag = "broker",
        Parts = [.. Enumerable.Range(1, BrokerChoice.CountMax).Select(number => $"{number}")],
        ReadPart = (s, part) => s.BrokerNumber == part + 1 ? 1 : 0,
    };

    public static readonly Metric Received = Count(
        "datagrams.received", "{datagram}", "Datagrams that the sockets received", s => s.DatagramsReceived);
    public static readonly Metric Sent = Count("datagrams.sent", "{datagram}", "Datagrams that the sockets sent", s => s.DatagramsSent);
    public static readonly Metric TooLong = Count(
        "datagrams.too_long", "{datagram}",
        "Datagrams at the sockets that are longer than Udp:DatagramBytesMax, or of another kind of address", s => s.DatagramsTooLong);
    public static readonly Metric Unsent = Count(
        "datagrams.unsent", "{datagram}", "Datagrams that the sockets could not send: the system did not take them", s => s.DatagramsUnsent);
    public static readonly Metric HandedOver = Count(
        "datagrams.handed_over", "{datagram}", "Datagrams that a socket received for a client of another shard", s => s.DatagramsHandedOver);
    public static readonly Metric Dropped = Count(
        "datagrams.dropped", "{datagram}",
        "Datagrams dropped between shards: the client's shard did not take them over fast enough", s => s.DatagramsDropped);

    public static readonly Metric Up = Count("messages.up", "{message}", "PUBLISHes of clients handed to the broker", s => s.Counters.PublishedUp);
    public static readonly Metric Down = Count("messages.down", "{message}", "Messages delivered to clients", s => s.Counters.DeliveredDown);
    public static readonly Metric SentAgain = Count(
        "messages.sent_again", "{message}", "Messages sent again to clients", s => s.Counters.Retransmissions);
    public static readonly Metric ClientsLost = Count(
        "clients.lost", "{client}", "Clients that exceeded their keep alive or sleep duration", s => s.Counters.ClientsLost);
    public static readonly Metric Recalls = Count(
        "clients.recalled", "{client}", "Clients told to connect again after the broker forgot", s => s.Counters.Recalls);
    public static readonly Metric ShortConnections = Count(
        "broker.short_connections", "{connection}", "Clients' broker connections that ended soon (transparent)", s => s.Counters.ShortConnections);

    public static readonly Metric Lost = ByReason<LossReason>("messages.lost", "{message}", "What was lost, by reason", s => s.Counters.Losses) with
    {
        Read = s => s.Counters.LossCount,
    };

    public static readonly Metric StoresOn = Gauge(
        "store.shards_on", "{shard}", "Shards whose store is used", s => s.Store.State == StoreState.On ? 1 : 0);
    public static readonly Metric StoresFailed = Gauge(
        "store.shards_failed", "{shard}", "Shards that go on without their store", s => s.Store.State == StoreState.Failed ? 1 : 0);
    public static readonly Metric StoreFailures = Count(
        "store.failures", "{failure}", "Failures to read or write a store", s => s.Store.Failures);
    public static readonly Metric StoreDamages = Count(
        "store.damages", "{place}", "Places of a store that could not be read at the start", s => s.Store.Damages);

    private static readonly Metric Refused = ByReason<RefusalReason>(
        "refused", "{message}", "What the access rules or a limit refused, by reason", s => s.Counters.Refusals);

    private static readonly Metric AddressDenied = Count(
        "datagrams.address_denied", "{datagram}", "Datagrams dropped because the lists do not allow their address", s => s.AddressDenied);
    private static readonly Metric BeyondAddressRate = Count(
        "datagrams.beyond_address_rate", "{datagram}", "Datagrams dropped because their address sent more than Rates allow",
        s => s.BeyondAddressRate);
    private static readonly Metric BeyondTotalRate = Count(
        "datagrams.beyond_total_rate", "{datagram}", "Datagrams dropped because all together sent more than Rates allow", s => s.BeyondTotalRate);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Clients, Waiting, InFlight, Connections, ConnectionsByBroker,
        Received, Sent, TooLong, Unsent, HandedOver, Dropped, AddressDenied, BeyondAddressRate, BeyondTotalRate, Refused,
        ByReason<DecodeError>(
            "datagrams.malformed", "{datagram}", "Datagrams given to the state machine that are no message, by reason",
            s => s.Counters.DecodeErrors),
        Count(
            "datagrams.decoded_from", "{datagram}",
            "Datagrams given to the state machine: received by a socket, and not dropped between shards", s => s.Counters.DatagramsReceived),
        Count(
            "datagrams.made", "{datagram}",
            "Datagrams that the state machine made; a broadcast is one, and the sockets send it to each address of Udp:Discovery",
            s => s.Counters.DatagramsSent),
        ByReason<ProtectionDrop>(
            "protection.dropped", "{datagram}", "Datagrams of or for protected clients that were dropped, by reason", s => s.Protection.Drops),
        Count("protection.accepted", "{datagram}", "Protected datagrams accepted", s => s.Protection.Accepted),
        Count(
            "protection.challenges", "{datagram}",
            "Protected datagrams answered with the gateway's counter, as their clients have not been heard since the start",
            s => s.Protection.Challenges),
        Count("messages.unexpected", "{message}", "Messages that a client may not send, or not in its state", s => s.Counters.Unexpected),
        Count("peers.unknown", "{message}", "Messages of unknown peers that are for clients only", s => s.Counters.UnknownPeers),
        Count("peers.answers_held_back", "{message}", "Answers to unknown peers that the limit held back", s => s.Counters.AnswersHeldBack),
        Count("connects.accepted", "{message}", "CONNECTs accepted", s => s.Counters.Connects),
        Count("connects.rejected", "{message}", "CONNECTs rejected, for any reason", s => s.Counters.ConnectsRejected),
        Count("connects.forgotten", "{client}", "Refused clients that could not be kept to be called later", s => s.Counters.RefusedForgotten),
        Count("clients.taken_over", "{client}", "Sessions taken over by the same client id from another address", s => s.Counters.Takeovers),
        Count("clients.moved", "{client}", "Sleepers that woke at another address", s => s.Counters.AddressChanges),
        Count("clients.kicked", "{client}", "Clients disconnected by the operator or by changed rules", s => s.Counters.ClientsKicked),
        Count(
            "clients.restless", "{client}", "Minutes in which a client changed its address more often than Rates:MovesPerMinute",
            s => s.Counters.RestlessClients),
        Count(
            "clients.rates_forgotten", "{session}", "Ended sessions whose client may send as a new one, as there was no room for its rate",
            s => s.Counters.RatesForgotten),
        ClientsLost, Recalls, ShortConnections,
        Count("wills.published", "{message}", "Wills published, or left to the broker", s => s.Counters.WillsPublished),
        Count("sessions.expired", "{session}", "Kept sessions given up", s => s.Counters.SessionsExpired),
        Up,
        Count("messages.congested", "{message}", "PUBLISHes and requests rejected with congestion", s => s.Counters.Congestions),
        Count("messages.duplicates", "{message}", "PUBLISHes that were sent again and not handed on again", s => s.Counters.Duplicates),
        Count("broker.messages", "{message}", "Messages of the broker", s => s.Counters.BrokerMessages),
        Count("broker.messages_unwanted", "{message}", "Messages of the broker that no client wants", s => s.Counters.BrokerMessagesUnwanted),
        Count(
            "broker.messages_without_prefix", "{message}", "Messages of the broker that do not begin with Broker:TopicPrefix, and are not passed on",
            s => s.StrangeTopicCount),
        Down,
        Count("messages.buffered", "{message}", "Messages put into a client's queue", s => s.Counters.Buffered),
        Lost,
        Count("messages.lost_acknowledged", "{message}", "Messages at QoS 1 and 2 among the lost ones", s => s.Counters.LossesAtQos12),
        SentAgain,
        StoresOn, StoresFailed,
        Gauge("store.bytes", "By", "Octets of the files of the log", s => s.Store.LogBytes),
        Count("store.records", "{record}", "Records of messages and exchanges written", s => s.Store.Records),
        Count("store.record_bytes", "By", "Octets of these records", s => s.Store.RecordBytes),
        Count("store.session_changes", "{change}", "Changes of sessions written", s => s.Store.SessionChanges),
        Count("store.commits", "{commit}", "Commits that wrote something", s => s.Store.Commits),
        Count("store.commit_time", "us", "Time that commits took", s => s.Store.CommitMicroseconds),
        StoreFailures, StoreDamages,
        Count("store.sessions_restored", "{session}", "Sessions taken back at the start", s => s.Store.SessionsRestored),
        Count("store.messages_restored", "{message}", "Messages taken back at the start", s => s.Store.MessagesRestored),
        Gauge("dtls.sessions", "{session}", "DTLS sessions", s => s.Dtls.Sessions),
        Count("dtls.handshakes.completed", "{handshake}", "DTLS handshakes that became a session", s => s.Dtls.Completed),
        Count("dtls.moved", "{session}", "DTLS peers that went on from another address, by their connection id", s => s.Dtls.Moves),
        ByReason<HandshakeFailure>("dtls.handshakes.failed", "{handshake}", "DTLS handshakes without a session, by reason", s => s.Dtls.Failures),
        ByReason<SessionEnd>("dtls.sessions.ended", "{session}", "DTLS sessions that ended, by reason", s => s.Dtls.Ends),
        ByReason<DtlsDrop>("dtls.dropped", "{datagram}", "Datagrams of or for DTLS peers that were dropped, by reason", s => s.Dtls.Drops),
        Count("messages.stalls", "{message}", "Exchanges given up until the client is heard again", s => s.Counters.Stalls),
    ];

    private static Metric Count(string name, string unit, string description, Func<IMetricSource, long> read) =>
        new($"sensornet.gateway.{name}", unit, description, false, read);

    // The counts have a place for each value of the enum, from 0 up.
    private static Metric ByReason<TReason>(string name, string unit, string description, Func<IMetricSource, long[]> counts)
        where TReason : struct, Enum => Count(name, unit, description, s => counts(s).Sum()) with
        {
            Tag = "reason",
            Parts = Enum.GetNames<TReason>(),
            ReadPart = (s, part) => counts(s)[part],
        };

    private static Metric Gauge(string name, string unit, string description, Func<IMetricSource, long> read) =>
        new($"sensornet.gateway.{name}", unit, description, true, read);
}
