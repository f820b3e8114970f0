namespace SensorNet.Readings.History;

/// <summary>What all series together may take: it is asked before memory is taken, and told when it is given back.</summary>
/// <param name="seriesMax">Series at once.</param>
/// <param name="bytesMax">Bytes of all series.</param>
public sealed class HistoryBudget(int seriesMax = HistoryBudget.SeriesMaxDefault, long bytesMax = HistoryBudget.BytesMaxDefault)
{
    public const int SeriesMaxDefault = 10_000;

    /// <summary>A day of 3,200 series at one reading a second; more of those that send less often.</summary>
    public const long BytesMaxDefault = 256L * 1024 * 1024;

    public int SeriesMax { get; } = seriesMax;

    public long BytesMax { get; } = bytesMax;

    public int Series { get; private set; }

    /// <summary>Bytes in use.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes in use for what is kept for less than a day.</summary>
    public long BytesForLess { get; private set; }

    /// <summary>Whether there is room for one more series, and for the first values that it keeps for a day.</summary>
    public bool HasRoom => Series < SeriesMax && Bytes + SeriesHistory.BytesMin + BucketChunk.Bytes <= BytesMax;

    /// <summary>Times that a series had to give up its oldest values before they were a day old, for want of memory.</summary>
    public long Shortened { get; private set; }

    /// <summary>A history for one more series; null where there is no room.</summary>
    public SeriesHistory? TryCreate()
    {
        if (!HasRoom)
        {
            return null;
        }

        Series++;
        Bytes += SeriesHistory.BytesMin;
        return new SeriesHistory(this);
    }

    /// <param name="bytes">How much.</param>
    /// <param name="isForDay">For values that are kept for a day: a quarter of the memory is for them alone.</param>
    internal bool TryTake(long bytes, bool isForDay)
    {
        if (Bytes + bytes > BytesMax || (!isForDay && BytesForLess + bytes > BytesMax / 4 * 3))
        {
            return false;
        }

        Bytes += bytes;
        BytesForLess += isForDay ? 0 : bytes;
        return true;
    }

    internal void NoteShortened() => Shortened++;

    internal void GiveBack(long bytes, bool isForDay)
    {
        Bytes -= bytes;
        BytesForLess -= isForDay ? 0 : bytes;
    }

    /// <param name="bytes">All that the series has.</param>
    /// <param name="bytesForLess">What of it is for less than a day.</param>
    internal void GiveBackSeries(long bytes, long bytesForLess)
    {
        Series--;
        Bytes -= bytes;
        BytesForLess -= bytesForLess;
    }
}
