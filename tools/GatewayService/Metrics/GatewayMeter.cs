using System.Diagnostics.Metrics;

namespace SensorNet.GatewayService.Metrics;

/// <summary>
/// Shows every metric of the shards together through System.Diagnostics.Metrics: to dotnet-counters, OpenTelemetry and who else listens.
/// </summary>
internal sealed class GatewayMeter : IDisposable
{
    public const string Name = "SensorNet.Gateway";

    private readonly Meter _meter = new(Name);
    private readonly IReadOnlyList<IMetricSource> _sources;

    public GatewayMeter(IReadOnlyList<IMetricSource> sources)
    {
        _sources = sources;
        foreach (Metric metric in MetricTable.All)
        {
            Add(metric);
        }
    }

    /// <summary>The value of a metric in all shards together.</summary>
    public long Sum(Metric metric) => _sources.Sum(metric.Read);

    /// <summary>The value of a metric's part in all shards together.</summary>
    public long Sum(Metric metric, int part) => _sources.Sum(source => metric.ReadPart!(source, part));

    public void Dispose() => _meter.Dispose();

    private void Add(Metric metric)
    {
        if (metric.Tag is { } tag)
        {
            IEnumerable<Measurement<long>> Observe() =>
                metric.Parts.Select((part, index) => new Measurement<long>(Sum(metric, index), new KeyValuePair<string, object?>(tag, part)));
            _ = metric.IsGauge
                ? (Instrument)_meter.CreateObservableGauge(metric.Name, Observe, metric.Unit, metric.Description)
                : _meter.CreateObservableCounter(metric.Name, Observe, metric.Unit, metric.Description);
        }
        else if (metric.IsGauge)
        {
            _meter.CreateObservableGauge(metric.Name, () => Sum(metric), metric.Unit, metric.Description);
        }
        else
        {
            _meter.CreateObservableCounter(metric.Name, () => Sum(metric), metric.Unit, metric.Description);
        }
    }
}
