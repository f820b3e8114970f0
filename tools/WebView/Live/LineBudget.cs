namespace SensorNet.WebView.Live;

/// <summary>How many lines of the log one device may take: some at once, and then one a minute, lest it drives out those of all others.</summary>
internal sealed class LineBudget
{
    /// <summary>So many at once, after as many minutes without one.</summary>
    public const int AtOnceMax = 6;

    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private int _left = AtOnceMax;
    private long _since;

    /// <summary>Takes a line, if there is one left.</summary>
    public bool TryTake(TimeProvider time)
    {
        long more = _left == AtOnceMax ? 0 : (long)(time.GetElapsedTime(_since) / Every);
        if (_left == AtOnceMax || _left + more >= AtOnceMax)
        {
            _left = AtOnceMax;
            _since = time.GetTimestamp();
        }
        else
        {
            _left += (int)more;
            _since += (long)(more * Every.TotalSeconds * time.TimestampFrequency);
        }

        if (_left == 0)
        {
            return false;
        }

        _left--;
        return true;
    }
}
