using System.Net;
using Microsoft.Extensions.Logging;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Settings;

/// <summary>Everything that the gateway is told, after <see cref="ServiceSettingsLoader"/> has checked it.</summary>
internal sealed record ServiceSettings
{
    /// <summary>The gateway's id in ADVERTISE and GWINFO, 1 to 255, and in its status topic.</summary>
    public required int Id { get; init; }

    public required GatewayMode Mode { get; init; }

    /// <summary>Threads that clients are spread over.</summary>
    public required int Shards { get; init; }

    /// <summary>Whether PUBLISH at QoS −1 is taken from a peer without a connection.</summary>
    public required bool AllowQosMinusOne { get; init; }

    /// <summary>Seconds between lines with the gateway's figures; 0 for none.</summary>
    public required int StatisticsIntervalSeconds { get; init; }

    /// <summary>How long the planned stop may take, in milliseconds.</summary>
    public required int StopTimeoutMs { get; init; }

    public required UdpSettings Udp { get; init; }

    public required BrokerSettings Broker { get; init; }

    public required LimitSettings Limits { get; init; }

    public required TimingSettings Timing { get; init; }

    public required IReadOnlyList<PredefinedTopic> PredefinedTopics { get; init; }

    public required LogLevel LogLevel { get; init; }

    /// <summary>Where the gateway says, retained, whether it is there.</summary>
    public string StatusTopic => $"gateways/{Id}/status";
}
