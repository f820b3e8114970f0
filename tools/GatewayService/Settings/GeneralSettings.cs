using SensorNet.GatewayService.Settings.Table;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Settings;

/// <summary>The gateway itself.</summary>
internal sealed record GeneralSettings
{
    public const int ShardsMax = 64;

    [IntegerSetting(1, 1, 255, "the gateway's id in ADVERTISE and GWINFO; its status is retained on gateways/<id>/status")]
    public int Id { get; init; }

    [ChoiceSetting(
        "one broker connection a shard for all clients, or one a client",
        "aggregating", GatewayMode.Aggregating, "transparent", GatewayMode.Transparent)]
    public GatewayMode Mode { get; init; }

    [IntegerSetting(1, 1, ShardsMax, "threads that clients are spread over; the log says when one more would help")]
    public int Shards { get; init; }

    [BooleanSetting(true, "whether PUBLISH at QoS -1 is taken from a peer without a connection")]
    public bool AllowQosMinusOne { get; init; }

    [IntegerSetting(60, 0, 86_400, "seconds between lines with the gateway's figures; 0 for none")]
    public int StatisticsIntervalSeconds { get; init; }

    [IntegerSetting(5_000, 100, 60_000, "how long the planned stop may take, in ms")]
    public int StopTimeoutMs { get; init; }
}
