namespace SensorNet.GatewayService.Metrics;

/// <summary>A figure of the gateway: the name under which meters show it, and how it is read of a shard.</summary>
/// <param name="Name">As OpenTelemetry's conventions have it: words with dots between them.</param>
/// <param name="Unit">In UCUM, such as {message}.</param>
/// <param name="Description">One line.</param>
/// <param name="IsGauge">Whether it goes up and down; otherwise it is a count since the start.</param>
/// <param name="Read">Its value in a shard.</param>
internal sealed record Metric(string Name, string Unit, string Description, bool IsGauge, Func<IMetricSource, long> Read)
{
    /// <summary>The tag that tells its parts apart; null where it has none.</summary>
    public string? Tag { get; init; }

    /// <summary>The value of the tag for each part.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>The value of a part, by its index in <see cref="Parts"/>.</summary>
    public Func<IMetricSource, int, long>? ReadPart { get; init; }
}
