namespace SensorNet.Readings.History;

/// <summary>The values of a stretch of time, or one value: then <paramref name="FromMs"/> and <paramref name="ToMs"/> are its time.</summary>
/// <param name="FromMs">The beginning, in ms since 1970 (UTC).</param>
/// <param name="ToMs">The end, in ms since 1970 (UTC).</param>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Count">How many there are; at least 1.</param>
public readonly record struct Bucket(long FromMs, long ToMs, double Min, double Max, double Mean, int Count)
{
    /// <summary>Something is missing between this and what is before it: no line is drawn from there to here.</summary>
    public bool IsAfterGap { get; init; }

    /// <summary>Where to draw it, in ms since 1970 (UTC).</summary>
    public long MiddleMs => FromMs + ((ToMs - FromMs) / 2);

    internal Bucket With(Bucket next) => new(
        FromMs,
        next.ToMs,
        Math.Min(Min, next.Min),
        Math.Max(Max, next.Max),
        ((Mean * Count) + (next.Mean * next.Count)) / (Count + next.Count),
        Count + next.Count)
    {
        IsAfterGap = IsAfterGap,
    };
}
