using System.Globalization;

namespace SensorNet.Readings.Wording;

/// <summary>Clock times in a zone, and the day where it is not plain.</summary>
public static class ClockText
{
    public const string SecondsFormat = "HH:mm:ss";
    public const string MillisecondsFormat = "HH:mm:ss.fff";

    private const string DayFormat = "yyyy-MM-dd";

    public static DateOnly DayOf(DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    /// <param name="time">The time.</param>
    /// <param name="zone">The zone to show it in.</param>
    /// <param name="plainDay">A time on this day is shown without it.</param>
    /// <param name="format">How the time of day is written.</param>
    public static string Format(DateTimeOffset time, TimeZoneInfo zone, DateOnly plainDay, string format = SecondsFormat)
    {
        string shown = DayOf(time, zone) == plainDay ? format : $"{DayFormat} {format}";
        return TimeZoneInfo.ConvertTime(time, zone).ToString(shown, CultureInfo.InvariantCulture);
    }
}
