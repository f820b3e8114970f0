namespace SensorNet.WebView.Charts;

/// <summary>The stretch of time that the charts show.</summary>
/// <param name="SpanMs">Its length.</param>
/// <param name="EndMs">Its end, in ms since 1970 (UTC); null for now, which goes on.</param>
public sealed record TimeWindow(long SpanMs, long? EndMs)
{
    /// <summary>The history is a day.</summary>
    public const long SpanMsMax = 24 * 3_600_000L;

    public const long SpanMsMin = 10_000;

    /// <summary>A window whose end is within this part of its length from now goes on with time.</summary>
    private const int LivePart = 50;

    private const long MinuteMs = 60_000;

    /// <summary>What there is a button for.</summary>
    public static readonly IReadOnlyList<(string Name, long SpanMs)> Ranges =
    [
        ("15 min", 15 * MinuteMs), ("1 h", 60 * MinuteMs), ("6 h", 360 * MinuteMs), ("24 h", SpanMsMax),
    ];

    public static TimeWindow Usual => new(Ranges[0].SpanMs, null);

    public bool IsLive => EndMs is null;

    /// <summary>The window from one time to another, kept within the day before now.</summary>
    public static TimeWindow Between(long fromMs, long toMs, long nowMs)
    {
        long span = Math.Clamp(toMs - fromMs, SpanMsMin, SpanMsMax);
        long end = Math.Max(Math.Min(toMs, nowMs), nowMs - SpanMsMax + span);
        return nowMs - end <= span / LivePart ? new TimeWindow(span, null) : new TimeWindow(span, end);
    }

    public long ToMs(long nowMs) => EndMs ?? nowMs;

    public long FromMs(long nowMs) => ToMs(nowMs) - SpanMs;

    /// <summary>Half as long around the same middle; while it goes on with time, up to now.</summary>
    public TimeWindow ZoomIn(long nowMs) => Zoom(SpanMs / 2, nowMs);

    public TimeWindow ZoomOut(long nowMs) => Zoom(SpanMs * 2, nowMs);

    /// <summary>Half of its length back.</summary>
    public TimeWindow Earlier(long nowMs) => Move(-SpanMs / 2, nowMs);

    public TimeWindow Later(long nowMs) => Move(SpanMs / 2, nowMs);

    private TimeWindow Move(long byMs, long nowMs) => Between(FromMs(nowMs) + byMs, ToMs(nowMs) + byMs, nowMs);

    private TimeWindow Zoom(long spanMs, long nowMs)
    {
        long span = Math.Clamp(spanMs, SpanMsMin, SpanMsMax);
        long end = IsLive ? nowMs : ToMs(nowMs) - ((SpanMs - span) / 2);
        return Between(end - span, end, nowMs);
    }
}
