namespace SensorNet.Emulator.Tests.Support;

/// <summary>A clock that runs many times as fast as the real one, for waits that the device has fixed at seconds.</summary>
internal sealed class FastTimeProvider(int factor) : TimeProvider
{
    private readonly long _origin = System.GetTimestamp();
    private readonly DateTimeOffset _begin = DateTimeOffset.UtcNow;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (System.GetElapsedTime(_origin) * factor).Ticks;

    public override DateTimeOffset GetUtcNow() => _begin + (System.GetElapsedTime(_origin) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));

    // Rounded up: the PC's timers leave out parts of a millisecond, and a wait that is too short finds a chip that is not ready.
    private TimeSpan Shorten(TimeSpan time) =>
        time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / factor));
}
