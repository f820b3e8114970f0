using SensorNet.GatewayService.Settings.Table;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Settings;

/// <summary>The bounds of the state machine; what happens at each is said at <see cref="GatewaySettings"/>.</summary>
internal sealed record LimitSettings
{
    [IntegerSetting(ServerLimits.ClientsMax, 1, 1_000_000, "clients of a shard, sessions of clients that are away included")]
    public int ClientsPerShardMax { get; init; }

    [IntegerSetting(ServerLimits.TopicsPerClientMax, 1, 65_534, "topic names that a client has ids for")]
    public int TopicsPerClientMax { get; init; }

    [IntegerSetting(ServerLimits.SubscriptionsPerClientMax, 1, 10_000, "topic filters that a client has subscribed to")]
    public int SubscriptionsPerClientMax { get; init; }

    [IntegerSetting(ServerLimits.BufferedMessagesPerClientMax, 1, 100_000, "messages that wait for a client")]
    public int BufferedMessagesPerClientMax { get; init; }

    [IntegerSetting(ServerLimits.BufferedBytesPerClientMax, 64, 1 << 30, "their payload octets")]
    public int BufferedBytesPerClientMax { get; init; }

    [IntegerSetting(ServerLimits.BufferedMessagesMax, 1, 100_000_000, "messages that wait for all clients of a shard")]
    public int BufferedMessagesPerShardMax { get; init; }

    [IntegerSetting(ServerLimits.BufferedBytesMax, 64, 1 << 30, "their payload octets")]
    public int BufferedBytesPerShardMax { get; init; }

    [IntegerSetting(ServerLimits.InflightPerClientMax, 1, 1_000, "messages at QoS 1 and 2 of one client on their way to the broker")]
    public int InFlightPerClientMax { get; init; }

    [IntegerSetting(
        ServerLimits.ConnectsUnderWayMax, 1, 1_000_000, "CONNECTs of a shard that wait for a will or, transparent, for the broker; more are refused")]
    public int ConnectsUnderWayPerShardMax { get; init; }
}
