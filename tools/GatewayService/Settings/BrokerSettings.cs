using System.Security.Authentication;
using MQTTnet.Formatter;
using SensorNet.BrokerAccess.Addresses;
using SensorNet.GatewayService.Settings.Table;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Settings;

/// <summary>The MQTT broker and how it is spoken to.</summary>
internal sealed record BrokerSettings
{
    /// <summary>Stands for the port of the transport.</summary>
    public const int NoPort = 0;

    [HostSetting("localhost", "the broker")]
    public string Host { get; init; } = "";

    [IntegerSetting(NoPort, 1, 65_535, "TCP port; without it tcp has 1883, tls 8883, ws 80 and wss 443", FallbackText = "")]
    public int Port { get; init; }

    [BrokersSetting("several brokers in place of Broker:Host, tried in this order: host, host:port, or mqtt://, mqtts://, ws:// or wss:// URLs")]
    public IReadOnlyList<BrokerAddress> Hosts { get; init; } = [];

    [IntegerSetting(
        30_000, 0, 86_400_000,
        "away from the first of Broker:Hosts, how long until it is looked at again, in ms; longer each time that it did not last; 0 for never")]
    public int PrimaryRetryMs { get; init; }

    [ChoiceSetting(
        "what carries MQTT to the broker",
        "tcp", BrokerTransport.Tcp, "tls", BrokerTransport.Tls, "ws", BrokerTransport.Ws, "wss", BrokerTransport.Wss)]
    public BrokerTransport Transport { get; init; }

    [TextSetting(1000, "path of the WebSocket, with its query", Fallback = BrokerAddress.DefaultPath)]
    public string WebSocketPath { get; init; } = "";

    [TextSetting(1000, "PEM file with the CAs that are trusted with tls and wss, in place of the system's")]
    public string? Ca { get; init; }

    [TextSetting(1000, "PEM file with the gateway's own certificate, for a broker that asks for one; needs Broker:Key")]
    public string? Certificate { get; init; }

    [TextSetting(1000, "PEM file with the key of Broker:Certificate")]
    public string? Key { get; init; }

    [ChoiceSetting(
        "versions of TLS that are offered", "1.2,1.3", SslProtocols.Tls12 | SslProtocols.Tls13, "1.2", SslProtocols.Tls12, "1.3", SslProtocols.Tls13)]
    public SslProtocols TlsVersions { get; init; }

    [TextSetting(255, "name that the broker's certificate must have, where it is not the host's")]
    public string? ServerName { get; init; }

    [ChoiceSetting("version of MQTT", "3.1.1", MqttProtocolVersion.V311, "5", MqttProtocolVersion.V500, "5.0", MqttProtocolVersion.V500)]
    public MqttProtocolVersion Version { get; init; }

    [TextSetting(1000, "user name; %c stands for the client id of the connection")]
    public string? User { get; init; }

    [TextSetting(1000, "password; needs a user", IsSecret = true)]
    public string? Password { get; init; }

    [TextSetting(1000, "file with the password in its first line, in place of Broker:Password; read again when it changes")]
    public string? PasswordFile { get; init; }

    [TextSetting(
        1000,
        "file with a line clientid:password for each client with a password of its own (transparent); the others get Broker:Password; "
        + "read again when it changes")]
    public string? ClientPasswordFile { get; init; }

    [TextSetting(
        200,
        "what all topics begin with at the broker, and nowhere else: levels that end with /; %c stands for the client id (transparent)")]
    public string? TopicPrefix { get; init; }

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

    [BooleanSetting(
        true, "aggregating: whether a value retained on gateways/<id>/retained/<shard> is read back when the broker is there again, "
        + "to notice that it kept its sessions and lost retained messages")]
    public bool RetainedMarker { get; init; }

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
        1, 1, 16,
        "aggregating: connections of a shard that publish, each with its exchanges of QoS 2; "
        + "a topic's messages all take the same. More than one needs CleanSession false")]
    public int Connections { get; init; }

    [IntegerSetting(
        32 * 1024 * 1024, 4_096, 256 * 1024 * 1024,
        "octets that wait for one connection's socket, and as many that are kept to be sent, or sent again, later")]
    public int OutputBytesMax { get; init; }
}
