namespace SensorNet.Readings.History;

/// <summary>
/// A day of one series, in memory that does not grow with it: the newest values as they came, then buckets of 10 s for two hours, then of a minute
/// for the day, each with its smallest and largest value. Times are in ms since 1970 (UTC); a value may come late. It does no I/O and has no lock.
/// </summary>
public sealed class SeriesHistory
{
    public const long DayMs = 24 * 3_600_000L;

    /// <summary>A value that is this much ahead of the clock is none of now.</summary>
    public const long AheadMaxMs = 60_000;

    /// <summary>More points are not given at once.</summary>
    public const int PointsMax = 5_000;

    /// <summary>What a series takes as soon as it is there.</summary>
    public const long BytesMin = (LatestValues.CountMin * LatestValues.BytesEach) + 700;

    private const int FineMs = 10_000;
    private const long FineSpanMs = 2 * 3_600_000L;
    private const int CoarseMs = 60_000;

    /// <summary>Widths of buckets that are given: each is a whole number of stored ones, or shorter than one.</summary>
    private static readonly long[] WidthsMs =
    [
        1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 180_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000,
    ];

    private readonly HistoryBudget _budget;
    private readonly LatestValues _latest;
    private readonly BucketTier _fine;
    private readonly BucketTier _coarse;
    private bool _isReleased;

    internal SeriesHistory(HistoryBudget budget)
    {
        _budget = budget;
        _latest = new LatestValues(budget);
        _fine = new BucketTier(FineMs, FineSpanMs, budget);
        _coarse = new BucketTier(CoarseMs, DayMs, budget);
    }

    /// <summary>The most that one series takes.</summary>
    public static long BytesMax =>
        BytesMin
        + ((LatestValues.CountMax - LatestValues.CountMin) * LatestValues.BytesEach)
        + ((BucketTier.ChunksMax(FineMs, FineSpanMs) + BucketTier.ChunksMax(CoarseMs, DayMs)) * BucketChunk.Bytes);

    /// <summary>The time of the newest value; null where there is none.</summary>
    public long? NewestMs => _latest.Count > 0 ? _latest.NewestMs : null;

    /// <summary>Bytes that it takes.</summary>
    public long Bytes => BytesMin + LatestBytes + _fine.Bytes + _coarse.Bytes;

    /// <summary>What the newest values take besides their part of <see cref="BytesMin"/>.</summary>
    private long LatestBytes => _latest.Bytes - (LatestValues.CountMin * LatestValues.BytesEach);

    /// <returns>False where the value was not taken: it is older than a day, ahead of now, no number, or the newest one once more.</returns>
    /// <param name="atMs">When it was taken.</param>
    /// <param name="value">The value.</param>
    /// <param name="nowMs">The clock.</param>
    public bool Add(long atMs, double value, long nowMs)
    {
        _latest.ForgetAhead(nowMs, AheadMaxMs);
        _fine.ForgetAhead(nowMs, AheadMaxMs);
        _coarse.ForgetAhead(nowMs, AheadMaxMs);
        bool isAgain = _latest.Count > 0 && _latest.NewestMs == atMs && _latest.NewestValue.Equals(value);
        if (!double.IsFinite(value) || isAgain || atMs > nowMs + AheadMaxMs || atMs <= nowMs - DayMs)
        {
            return false;
        }

        _latest.Add(atMs, value);
        _coarse.Add(atMs, value, nowMs);
        if (atMs > nowMs - FineSpanMs)
        {
            _fine.Add(atMs, value, nowMs);
        }

        return true;
    }

    /// <summary>The values from one time to before another, in about as many buckets as asked for, or fewer; the last day's at most.</summary>
    /// <param name="fromMs">From.</param>
    /// <param name="toMs">To.</param>
    /// <param name="pointsMax">Up to <see cref="PointsMax"/>; a gap may add one.</param>
    /// <param name="nowMs">The clock.</param>
    /// <param name="interruptions">When there was no connection.</param>
    public SeriesSlice Slice(long fromMs, long toMs, int pointsMax, long nowMs, Interruptions interruptions)
    {
        long from = Math.Max(fromMs, nowMs - DayMs);
        long to = Math.Min(toMs, nowMs + AheadMaxMs);
        int points = Math.Clamp(pointsMax, 1, PointsMax);
        if (from >= to)
        {
            return SeriesSlice.Empty;
        }

        List<Bucket> stored = Stored(from, to, nowMs);
        GapFinder.Mark(stored, interruptions);
        long widthMs = stored.Count <= points ? 0 : WidthFor((double)(to - from) / points);
        return new SeriesSlice(widthMs == 0 ? stored : Merge(stored, widthMs, points), widthMs);
    }

    /// <summary>Gives back the memory of what is older than a day.</summary>
    public void Expire(long nowMs)
    {
        _latest.ForgetBefore(nowMs - DayMs);
        _fine.Expire(nowMs);
        _coarse.Expire(nowMs);
    }

    /// <summary>Gives back all of its memory: it is not used any more.</summary>
    public void Release()
    {
        if (!_isReleased)
        {
            _isReleased = true;
            _budget.GiveBackSeries(Bytes, LatestBytes + _fine.Bytes);
        }
    }

    private static long WidthFor(double atLeastMs)
    {
        foreach (long width in WidthsMs)
        {
            if (width >= atLeastMs)
            {
                return width;
            }
        }

        return DayMs;
    }

    /// <summary>Each stretch from where it is kept finest. A change over is at a time where a bucket of either kind begins.</summary>
    private List<Bucket> Stored(long from, long to, long nowMs)
    {
        List<Bucket> stored = [];
        long latestFrom = _latest.CompleteFromMs;
        if (latestFrom <= from)
        {
            _latest.Read(from, to, stored);
            return stored;
        }

        long fineFrom = BucketTier.CeilingOf(Math.Max(nowMs - FineSpanMs, _fine.CompleteFromMs), CoarseMs);
        long fineTo = BucketTier.CeilingOf(latestFrom, FineMs);
        if (fineFrom >= fineTo)
        {
            fineFrom = fineTo = BucketTier.CeilingOf(latestFrom, CoarseMs);
        }

        // A bucket that has begun before the time asked for is given whole.
        _coarse.Read(from - CoarseMs + 1, Math.Min(to, fineFrom), stored);
        _fine.Read(Math.Max(from - FineMs + 1, fineFrom), Math.Min(to, fineTo), stored);
        _latest.Read(Math.Max(from, fineTo), to, stored);
        return stored;
    }

    private static List<Bucket> Merge(List<Bucket> stored, long widthMs, int pointsMax)
    {
        List<Bucket> merged = [];
        foreach (Bucket bucket in stored)
        {
            // A gap within a bucket parts it, as long as that does not make too many.
            bool isParted = bucket.IsAfterGap && merged.Count < pointsMax * 2;
            if (merged.Count == 0 || isParted || merged[^1].FromMs / widthMs != bucket.FromMs / widthMs)
            {
                merged.Add(bucket);
            }
            else
            {
                merged[^1] = merged[^1].With(bucket);
            }
        }

        return merged;
    }
}
