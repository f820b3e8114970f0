using SensorNet.Readings.History;

namespace SensorNet.Readings.Tests.History;

/// <summary>All values of a series in a list: what its history is held against.</summary>
internal sealed class PlainSeries
{
    private readonly List<(long AtMs, double Value)> _values = [];
    private readonly HashSet<long> _times = [];

    public void Add(long atMs, double value)
    {
        _values.Add((atMs, value));
        _times.Add(atMs);
    }

    public bool HasNone(long atMs) => !_times.Contains(atMs);

    /// <summary>What a bucket says of the values in its time, against what they are; null where that is the same.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="isWhole">Whether it ends before the time that its end says.</param>
    public string? Differs(Bucket bucket, bool isWhole)
    {
        double[] values =
        [
            .. _values
                .Where(each => each.AtMs >= bucket.FromMs && (each.AtMs < bucket.ToMs || (!isWhole && each.AtMs == bucket.ToMs)))
                .Select(each => each.Value),
        ];
        bool isSame = values.Length == bucket.Count && values.Min() == bucket.Min && values.Max() == bucket.Max
            && Math.Abs(values.Average() - bucket.Mean) < 1e-6;
        return isSame ? null
            : $"{bucket} is not {values.Length} values from {values.DefaultIfEmpty().Min()} to {values.DefaultIfEmpty().Max()}, "
                + $"mean {values.DefaultIfEmpty().Average()}";
    }

    public IEnumerable<(long AtMs, double Value)> Between(long fromMs, long toMs) =>
        _values.Where(each => each.AtMs >= fromMs && each.AtMs < toMs);
}
