using SensorNet.GatewayService.Settings.Table;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Settings;

/// <summary>The times of the protocol towards the clients.</summary>
internal sealed record TimingSettings
{
    [IntegerSetting(10_000, 10, 600_000, "Tretry: until an unanswered message to a client is sent again, in ms (MQTT-SN 1.2, 6.13)")]
    public int RetryMs { get; init; }

    [IntegerSetting(3, 0, 100, "Nretry: how often it is sent again")]
    public int RetryCountMax { get; init; }

    [IntegerSetting(10, 0, 1_000, "percent by which a client may exceed a keep alive or sleep of a minute and more before it is lost (7.2)")]
    public int TolerancePercent { get; init; }

    [IntegerSetting(50, 0, 1_000, "the same under a minute")]
    public int ShortTolerancePercent { get; init; }

    [IntegerSetting(86_400, 0, 315_360_000, "how long the session of a client that is away is kept, in seconds; 0 for ever")]
    public int SessionExpirySeconds { get; init; }

    [IntegerSetting(
        60_000, 0, 600_000,
        "how long an outage of the broker is short, in ms: "
        + "clients are accepted and repeat what needs the broker, instead of being refused with congestion")]
    public int BrokerGraceMs { get; init; }

    [IntegerSetting(
        ServerLimits.RecallGapMs, 1, 60_000,
        "the least time between two clients of a shard that are told to connect again, or that the broker is back, in ms")]
    public int RecallGapMs { get; init; }

    [IntegerSetting(120_000, 100, 3_600_000, "how long a CONNECT may wait for a will or, transparent, for the broker, in ms; then it is given up")]
    public int ConnectTimeoutMs { get; init; }
}
