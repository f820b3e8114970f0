namespace SensorNet.WebView.Charts;

/// <summary>How often charts are made anew: a long stretch changes little in a second.</summary>
public sealed class ChartPace
{
    /// <summary>The most often.</summary>
    public static readonly TimeSpan Fastest = TimeSpan.FromMilliseconds(900);

    /// <summary>The most seldom; a late reading may come to any stretch.</summary>
    public static readonly TimeSpan Slowest = TimeSpan.FromSeconds(5);

    /// <summary>In a stretch of this many steps one is hardly seen.</summary>
    private const int Steps = 1_800;

    private IReadOnlyList<ChartDevice> _devices = [];
    private TimeWindow? _window;
    private long? _madeAt;

    public static TimeSpan Of(TimeWindow window)
    {
        TimeSpan step = window.IsLive ? TimeSpan.FromMilliseconds((double)window.SpanMs / Steps) : Slowest;
        return step < Fastest ? Fastest : step > Slowest ? Slowest : step;
    }

    /// <summary>Whether it is time, or something else is to be shown; if so the next is counted from now.</summary>
    public bool IsDue(IReadOnlyList<ChartDevice> devices, TimeWindow window, TimeProvider time)
    {
        bool isOther = window != _window || !devices.SequenceEqual(_devices);
        if (!isOther && _madeAt is { } at && time.GetElapsedTime(at) < Of(window))
        {
            return false;
        }

        _devices = devices;
        _window = window;
        _madeAt = time.GetTimestamp();
        return true;
    }

    /// <summary>The next time is at once.</summary>
    public void Hurry() => _madeAt = null;
}
