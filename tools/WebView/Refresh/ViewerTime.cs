using SensorNet.WebView.Live;

namespace SensorNet.WebView.Refresh;

/// <summary>The clock of the readings, in the time zone of whoever looks at the page; until that is known, in the one of this computer.</summary>
public sealed class ViewerTime(LiveReadings live) : TimeProvider
{
    private const int ZoneCharsMax = 64;

    // ISO 8601: no zone is further from UTC.
    private const int OffsetMinutesMax = 14 * 60;

    private TimeZoneInfo? _zone;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _zone ?? live.Time.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => live.Time.TimestampFrequency;

    /// <summary>Takes the zone that the browser has.</summary>
    /// <param name="name">Its name in the IANA database.</param>
    /// <param name="offsetMinutes">How far its clock is ahead of UTC now; it is used where this computer does not know the name.</param>
    /// <returns>Whether the zone is another one now. What makes no sense changes nothing.</returns>
    public bool SetZone(string? name, int offsetMinutes)
    {
        TimeZoneInfo? zone = Find(name) ?? Fixed(offsetMinutes);
        if (zone is null || zone.Equals(LocalTimeZone))
        {
            return false;
        }

        _zone = zone;
        return true;
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => live.Time.GetUtcNow();

    /// <inheritdoc/>
    public override long GetTimestamp() => live.Time.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        live.Time.CreateTimer(callback, state, dueTime, period);

    // On Unix a name is a path below the folder of zones.
    private static TimeZoneInfo? Find(string? name)
    {
        bool isName = name is { Length: > 0 and <= ZoneCharsMax } && name.All(each => char.IsAsciiLetterOrDigit(each) || "/_+-".Contains(each));
        return isName && TimeZoneInfo.TryFindSystemTimeZoneById(name!, out TimeZoneInfo? zone) ? zone : null;
    }

    private static TimeZoneInfo? Fixed(int offsetMinutes)
    {
        if (offsetMinutes is < -OffsetMinutesMax or > OffsetMinutesMax)
        {
            return null;
        }

        string name = string.Create(null, $"UTC{offsetMinutes:+0;-0;+0} min");
        return TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromMinutes(offsetMinutes), name, name);
    }
}
