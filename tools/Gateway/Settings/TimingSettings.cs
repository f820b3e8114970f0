using SensorNet.GatewayService.Settings.Table;

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
}
