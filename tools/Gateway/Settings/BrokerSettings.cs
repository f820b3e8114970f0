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

    /// <summary>Messages of QoS 1 and 2 that one connection has taken and the broker has not acknowledged.</summary>
    public required int InFlightMax { get; init; }

    /// <summary>
    /// Of them, exchanges of QoS 2 that are under way at once, where the broker does not say how many it takes (MQTT 5's Receive Maximum). Mosquitto
    /// loses what exceeds its max_inflight_messages, 20 by default.
    /// </summary>
    public required int ExactlyOnceInFlightMax { get; init; }

    /// <summary>Octets that wait for one connection's socket at once, and as many that are kept to be sent, or sent again, later.</summary>
    public required int OutputBytesMax { get; init; }
}
