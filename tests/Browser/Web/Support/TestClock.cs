namespace SensorNet.Browser.Tests.Web.Support;

/// <summary>The wall clock, which a test can set forward; its timers go on by the real one, or when the test says so.</summary>
internal sealed class TestClock(bool hasOwnTimers = false) : TimeProvider
{
    private readonly List<OwnTimer> _timers = [];
    private readonly DateTimeOffset _start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly long _startedAt = System.GetTimestamp();
    private long _aheadTicks;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private TimeSpan Elapsed => Ahead + (hasOwnTimers ? TimeSpan.Zero : System.GetElapsedTime(_startedAt));

    private TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));

    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);

    /// <summary>Lets each timer that is due go off once.</summary>
    public void Tick()
    {
        OwnTimer[] timers;
        lock (_timers)
        {
            timers = [.. _timers];
        }

        foreach (OwnTimer timer in timers)
        {
            timer.GoOff();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!hasOwnTimers)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        OwnTimer timer = new OwnTimer(this, callback, state);
        lock (_timers)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    private sealed class OwnTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        public void GoOff() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
            lock (clock._timers)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
