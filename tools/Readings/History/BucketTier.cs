namespace SensorNet.Readings.History;

/// <summary>
/// Buckets of one width for the last stretch of time. Chunks are allocated where there are values, and used again when they are too old.
/// </summary>
internal sealed class BucketTier
{
    private readonly int _widthMs;
    private readonly long _spanMs;
    private readonly bool _isForDay;
    private readonly HistoryBudget _budget;
    private readonly BucketChunk?[] _chunks;
    private int _used;
    private long _newestMs = long.MinValue;

    /// <param name="widthMs">Of a bucket.</param>
    /// <param name="spanMs">The time that is kept; a whole number of chunks.</param>
    /// <param name="budget">What the chunks are taken from.</param>
    public BucketTier(int widthMs, long spanMs, HistoryBudget budget)
    {
        _widthMs = widthMs;
        _spanMs = spanMs;
        _isForDay = spanMs >= SeriesHistory.DayMs;
        _budget = budget;
        _chunks = new BucketChunk?[ChunksMax(widthMs, spanMs)];
    }

    public int WidthMs => _widthMs;

    public long Bytes => _used * BucketChunk.Bytes;

    /// <summary>Values before it (ms since 1970) may be gone although their time is within the span.</summary>
    public long CompleteFromMs { get; private set; } = long.MinValue;

    private long ChunkMs => (long)_widthMs * BucketChunk.Buckets;

    /// <summary>Two more than the span has: for the one that has just begun, and for a device's clock that is ahead.</summary>
    public static int ChunksMax(int widthMs, long spanMs) => (int)(spanMs / ((long)widthMs * BucketChunk.Buckets)) + 2;

    /// <summary>Takes a value that is within the span before now, or little ahead of now.</summary>
    public void Add(long atMs, double value, long nowMs)
    {
        _newestMs = Math.Max(_newestMs, atMs);
        if (ChunkFor(atMs / ChunkMs, nowMs / ChunkMs) is { } chunk)
        {
            chunk.Values[(int)(atMs % ChunkMs / _widthMs)].Add(value);
        }
    }

    /// <summary>If values are further ahead, all that is after now goes: a clock that was set back since has said their times.</summary>
    public void ForgetAhead(long nowMs, long aheadMaxMs)
    {
        if (_newestMs <= nowMs + aheadMaxMs)
        {
            return;
        }

        _newestMs = nowMs;
        long from = nowMs / _widthMs;
        foreach (BucketChunk? chunk in _chunks)
        {
            long first = chunk is null ? long.MaxValue : Math.Max(0, from - (chunk.Index * BucketChunk.Buckets));
            if (first < BucketChunk.Buckets)
            {
                Array.Clear(chunk!.Values, (int)first, BucketChunk.Buckets - (int)first);
            }
        }
    }

    /// <summary>Adds the buckets that begin from <paramref name="fromMs"/> to before <paramref name="toMs"/>, and are within the span.</summary>
    public void Read(long fromMs, long toMs, List<Bucket> into)
    {
        long bucket = CeilingOf(fromMs, _widthMs) / _widthMs;
        long last = CeilingOf(toMs, _widthMs) / _widthMs;
        while (bucket < last)
        {
            long index = bucket / BucketChunk.Buckets;
            long next = Math.Min(last, (index + 1) * BucketChunk.Buckets);
            if (_chunks[index % _chunks.Length] is { } chunk && chunk.Index == index)
            {
                Read(chunk, bucket, next, into);
            }

            bucket = next;
        }
    }

    /// <summary>The first multiple of a width that is not before a time.</summary>
    public static long CeilingOf(long timeMs, long widthMs) => (timeMs + widthMs - 1) / widthMs * widthMs;

    /// <summary>Gives back the memory of what is older than the span.</summary>
    public void Expire(long nowMs)
    {
        long oldest = (nowMs - _spanMs) / ChunkMs;
        for (int i = 0; i < _chunks.Length; i++)
        {
            if (_chunks[i] is { } chunk && chunk.Index < oldest)
            {
                _chunks[i] = null;
                _used--;
                _budget.GiveBack(BucketChunk.Bytes, _isForDay);
            }
        }
    }

    private void Read(BucketChunk chunk, long from, long to, List<Bucket> into)
    {
        for (long bucket = from; bucket < to; bucket++)
        {
            StoredBucket stored = chunk.Values[(int)(bucket % BucketChunk.Buckets)];
            if (stored.Count > 0)
            {
                long startMs = bucket * _widthMs;
                into.Add(new Bucket(startMs, startMs + _widthMs, stored.Min, stored.Max, stored.Sum / stored.Count, stored.Count));
            }
        }
    }

    private BucketChunk? ChunkFor(long index, long nowIndex)
    {
        int slot = (int)(index % _chunks.Length);
        BucketChunk? there = _chunks[slot];
        if (there is null)
        {
            there = _budget.TryTake(BucketChunk.Bytes, _isForDay) ? New() : TakeOldest(index);
            _chunks[slot] = there;
            there?.Reset(index);
        }
        else if (there.Index < index || there.Index > nowIndex + 1)
        {
            // Too old; or of a time that has not come yet, which a clock said that was set back since.
            there.Reset(index);
        }

        return there?.Index == index ? there : null;
    }

    private BucketChunk New()
    {
        _used++;
        return new BucketChunk();
    }

    /// <summary>Where there is no memory for more the oldest chunk becomes the new one; null where the new one would be the oldest.</summary>
    private BucketChunk? TakeOldest(long index)
    {
        if (_isForDay)
        {
            _budget.NoteShortened();
        }

        int oldest = -1;
        for (int i = 0; i < _chunks.Length; i++)
        {
            if (_chunks[i] is { } chunk && (oldest < 0 || chunk.Index < _chunks[oldest]!.Index))
            {
                oldest = i;
            }
        }

        long gone = oldest < 0 || index < _chunks[oldest]!.Index ? index : _chunks[oldest]!.Index;
        CompleteFromMs = Math.Max(CompleteFromMs, (gone + 1) * ChunkMs);
        if (gone == index)
        {
            return null;
        }

        BucketChunk taken = _chunks[oldest]!;
        _chunks[oldest] = null;
        return taken;
    }
}
