using SensorNet.BrokerAccess.Addresses;
using SensorNet.BrokerAccess.Tls;

namespace SensorNet.GatewayService.Settings;

/// <summary>
/// Everything that the gateway is told, after <see cref="ServiceSettingsLoader"/> has checked it. A property's name is its section's.
/// </summary>
internal sealed record ServiceSettings
{
    public required GeneralSettings Gateway { get; init; }

    public required UdpSettings Udp { get; init; }

    public required DtlsSettings Dtls { get; init; }

    public required ProtectionSettings Protection { get; init; }

    public required BrokerSettings Broker { get; init; }

    public required LimitSettings Limits { get; init; }

    public required TimingSettings Timing { get; init; }

    public required AccessSettings Access { get; init; }

    public required RateSettings Rates { get; init; }

    public required AdminSettings Admin { get; init; }

    public required PersistenceSettings Persistence { get; init; }

    public required LoggingSettings Logging { get; init; }

    public required IReadOnlyList<PredefinedTopic> PredefinedTopics { get; init; }

    /// <summary>How TLS is spoken to the brokers; null where none needs it.</summary>
    public TlsClientSettings? BrokerTls { get; init; }

    /// <summary>The brokers in the order in which they are tried, each with its transport and port.</summary>
    public IReadOnlyList<BrokerAddress> Brokers => BrokerList.Of(Broker);

    /// <summary>Where the gateway says, retained, whether it is there.</summary>
    public string StatusTopic => $"gateways/{Gateway.Id}/status";

    /// <summary>Where a shard says, retained, whether its store is used.</summary>
    public string StoreTopic(int shard) => $"gateways/{Gateway.Id}/store/{shard}";

    /// <summary>Where a shard retains a value by which it notices that the broker lost retained messages (aggregating).</summary>
    public string RetainedMarkerTopic(int shard) => $"gateways/{Gateway.Id}/retained/{shard}";

    /// <summary>What the client ids of the gateway's own connections begin with.</summary>
    public string BrokerClientId => Broker.ClientId ?? $"sensornet-gateway-{Gateway.Id}";
}
