using MQTTnet.Formatter;
using SensorNet.GatewayService.Settings.Table;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Settings;

/// <summary>The MQTT broker and how it is spoken to.</summary>
internal sealed record BrokerSettings
{
    [HostSetting("localhost", "the broker")]
    public string Host { get; init; } = "";

    [IntegerSetting(1883, 1, 65_535, "TCP port")]
    public int Port { get; init; }

    [ChoiceSetting("version of MQTT", "3.1.1", MqttProtocolVersion.V311, "5", MqttProtocolVersion.V500, "5.0", MqttProtocolVersion.V500)]
    public MqttProtocolVersion Version { get; init; }

    [TextSetting(1000, "user name")]
    public string? User { get; init; }

    [TextSetting(1000, "password; needs a user", IsSecret = true)]
    public string? Password { get; init; }

    [TextSetting(200, "what the client ids of the gateway's own connections begin with", FallbackText = "sensornet-gateway-<id>")]
    public string? ClientId { get; init; }

    [IntegerSetting(60, 5, 65_535, "keep alive towards the broker, in seconds")]
    public int KeepAliveSeconds { get; init; }

    [BooleanSetting(false, "whether the broker forgets the gateway's subscriptions and unacknowledged messages when a connection breaks")]
    public bool CleanSession { get; init; }

    [IntegerSetting(
        86_400, 0, int.MaxValue, "MQTT 5: how long the broker keeps the gateway's own session while it is away, in seconds; 0 for ever")]
    public int SessionExpirySeconds { get; init; }

    [IntegerSetting(2, 0, 2, "highest QoS that messages go to the broker with; for an MQTT 3.1.1 broker that refuses QoS 2, 1")]
    public int QosMax { get; init; }

    [IntegerSetting(
        1_000, 1, 65_535,
        "MQTT 5: messages of QoS 1 and 2 that the broker may send on the gateway's own connection before they are acknowledged")]
    public int ReceiveMaximum { get; init; }

    [IntegerSetting(32, 0, 65_535, "MQTT 5: topic aliases of a connection, in each direction, at most; 0 for none")]
    public int TopicAliasMax { get; init; }

    [BooleanSetting(false, "MQTT 5: whether messages say who publishes, in the user properties gateway and clientid")]
    public bool UserProperties { get; init; }

    [IntegerSetting(10_000, 100, 120_000, "how long connecting may take, in ms")]
    public int ConnectTimeoutMs { get; init; }

    [IntegerSetting(500, 50, 60_000, "first pause before connecting again, in ms; each is longer than the last")]
    public int BackoffMinMs { get; init; }

    [IntegerSetting(30_000, 50, 3_600_000, "longest pause before connecting again, in ms")]
    public int BackoffMaxMs { get; init; }

    [IntegerSetting(ServerLimits.InflightMax, 1, 65_535, "messages of QoS 1 and 2 that one connection has taken and the broker has not acknowledged")]
    public int InFlightMax { get; init; }

    [IntegerSetting(
        20, 1, 65_535,
        "of them, exchanges of QoS 2 under way at once where the broker does not say (MQTT 5); "
        + "Mosquitto loses what exceeds its max_inflight_messages, 20")]
    public int ExactlyOnceInFlightMax { get; init; }

    [IntegerSetting(
        32 * 1024 * 1024, 4_096, 256 * 1024 * 1024,
        "octets that wait for one connection's socket, and as many that are kept to be sent, or sent again, later")]
    public int OutputBytesMax { get; init; }
}
