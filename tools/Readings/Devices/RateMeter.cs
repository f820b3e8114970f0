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

        long newest = _timestamps[(_next + EventsMax - 1) % EventsMax];
        long oldest = _timestamps[(_next + EventsMax - _count) % EventsMax];
        TimeSpan mean = time.GetElapsedTime(oldest, newest) / (_count - 1);
        TimeSpan silence = time.GetElapsedTime(newest, now);
        return silence > mean * 2 ? time.GetElapsedTime(oldest, now) / _count : mean;
    }
}
