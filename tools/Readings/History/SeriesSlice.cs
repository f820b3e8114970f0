namespace SensorNet.Readings.History;

/// <summary>A stretch of a series.</summary>
/// <param name="Buckets">In the order of their times.</param>
/// <param name="WidthMs">Values less than this apart are in one bucket; 0 where each value is by itself.</param>
public sealed record SeriesSlice(IReadOnlyList<Bucket> Buckets, long WidthMs)
{
    public static readonly SeriesSlice Empty = new([], 0);
}
