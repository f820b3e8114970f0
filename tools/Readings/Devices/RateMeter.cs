namespace SensorNet.Readings.Devices;

/// <summary>How often something happens, from when it last happened.</summary>
public sealed class RateMeter(TimeProvider time)
{
    /// <summary>The rate is taken over this many events.</summary>
    public const int EventsMax = 16;

    private readonly long[] _timestamps = new long[EventsMax];
    private int _next;
    private int _count;

    public void Mark(long timestamp)
    {
        _timestamps[_next] = timestamp;
        _next = (_next + 1) % EventsMax;
        _count = Math.Min(_count + 1, EventsMax);
    }

    /// <summary>
    /// The mean time between events; null before the second one. A silence longer than it counts as an interval, so
    /// that the rate falls when the events stop.
    /// </summary>
    public TimeSpan? Interval(long now)
    {
        if (_count < 2)
        {
            return null;
        }

        long newest = Newest(0);
        long oldest = Newest(_count - 1);
        TimeSpan mean = time.GetElapsedTime(oldest, newest) / (_count - 1);
        TimeSpan silence = time.GetElapsedTime(newest, now);
        return silence > mean * 2 ? time.GetElapsedTime(oldest, now) / _count : mean;
    }

    /// <summary>
    /// The interval that is usual: the second longest of the last ones, lest one outage counts, and so that a burst does not; of two the longer one;
    /// null before the second event.
    /// </summary>
    public TimeSpan? Usual()
    {
        TimeSpan longest = TimeSpan.Zero;
        TimeSpan second = TimeSpan.Zero;
        for (int i = 1; i < _count; i++)
        {
            TimeSpan interval = time.GetElapsedTime(Newest(i), Newest(i - 1));
            (longest, second) = interval > longest ? (interval, longest) : (longest, interval > second ? interval : second);
        }

        return _count < 2 ? null
            : _count <= 3 ? longest
            : second;
    }

    /// <param name="back">0 for the newest event, 1 for the one before it.</param>
    private long Newest(int back) => _timestamps[(_next + (2 * EventsMax) - 1 - back) % EventsMax];
}
