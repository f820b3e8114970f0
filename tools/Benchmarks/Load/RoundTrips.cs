using System.Diagnostics;

namespace SensorNet.Benchmarks.Load;

/// <summary>The answered messages of a run.</summary>
internal sealed class RoundTrips
{
    private readonly List<long> _ticks = new(1 << 20);

    public TimeSpan Elapsed { get; set; }

    public int Count => _ticks.Count;

    public long Rejected { get; set; }

    public double Rate => Count / Elapsed.TotalSeconds;

    public void Add(long ticks) => _ticks.Add(ticks);

    /// <summary>The time within which a share of the messages was answered, in microseconds.</summary>
    public double PercentileMicros(double share)
    {
        if (_ticks.Count == 0)
        {
            return double.NaN;
        }

        _ticks.Sort();
        return _ticks[(int)Math.Min(_ticks.Count - 1, share * _ticks.Count)] * 1e6 / Stopwatch.Frequency;
    }
}
