using MQTTnet.Formatter;

namespace SensorNet.GatewayService.Settings;

/// <summary>The MQTT broker and how it is spoken to.</summary>
internal sealed record BrokerSettings
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required MqttProtocolVersion Version { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>What the client ids of the gateway's own connections begin with.</summary>
    public required string ClientId { get; init; }

    public required int KeepAliveSeconds { get; init; }

    /// <summary>Whether the broker forgets the gateway's subscriptions and unacknowledged messages when a connection breaks.</summary>
    public required bool CleanSession { get; init; }

    public required int ConnectTimeoutMs { get; init; }

    public required int BackoffMinMs { get; init; }

    public required int BackoffMaxMs { get; init; }

    /// <summary>Messages of QoS 1 and 2 that one connection has under way at once.</summary>
    public required int InFlightMax { get; init; }

    /// <summary>Octets that wait for one connection's socket at once.</summary>
    public required int OutputBytesMax { get; init; }
}
