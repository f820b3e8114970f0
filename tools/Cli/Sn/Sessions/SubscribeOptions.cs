using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.Cli.Sn.Sessions;

/// <summary>What to subscribe to, and until when.</summary>
/// <param name="Topics">The topics, one or more.</param>
/// <param name="Qos">The highest QoS wanted, 0 to 2.</param>
internal sealed record SubscribeOptions(IReadOnlyList<Topic> Topics, int Qos)
{
    /// <summary>End after this many messages; null for never.</summary>
    public int? Count { get; init; }

    /// <summary>End after this time; null for never.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Sleep this long between asking for messages; null to stay awake.</summary>
    public int? SleepSeconds { get; init; }
}
