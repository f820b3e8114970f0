namespace SensorNet.GatewayService.Settings;

/// <summary>The times of the protocol towards the clients.</summary>
internal sealed record TimingSettings
{
    /// <summary>Tretry, in milliseconds (MQTT-SN 1.2, 6.13).</summary>
    public required int RetryMs { get; init; }

    /// <summary>Nretry.</summary>
    public required int RetryCountMax { get; init; }

    /// <summary>What a client may exceed a keep alive or sleep of a minute or more by (7.2).</summary>
    public required int TolerancePercent { get; init; }

    /// <summary>The same under a minute.</summary>
    public required int ShortTolerancePercent { get; init; }

    /// <summary>How long the session of a client that is away is kept; 0 for ever.</summary>
    public required int SessionExpirySeconds { get; init; }

    /// <summary>
    /// How long an outage of the broker counts as short, in milliseconds: clients are accepted and repeat what needs the broker, instead of being
    /// refused with congestion.
    /// </summary>
    public required int BrokerGraceMs { get; init; }

    /// <summary>The least time between two clients of a shard that are told to connect again, or that the broker is back, in milliseconds.</summary>
    public required int RecallGapMs { get; init; }
}
