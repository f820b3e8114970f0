namespace SensorNet.Readings.Tests.Support;

/// <summary>A clock that stands still until it is told to go on. It has no timers.</summary>
internal sealed class ManualTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 1, TimeSpan.Zero);

    private TimeSpan _elapsed;
    private TimeSpan _clockSetBy;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + _elapsed + _clockSetBy;

    public override long GetTimestamp() => _elapsed.Ticks;

    /// <summary>The wall clock is set, or the computer slept: no time passes for timestamps.</summary>
    public void SetClock(TimeSpan forward) => _clockSetBy += forward;

    public void Advance(double seconds) => _elapsed += TimeSpan.FromSeconds(seconds);
}
