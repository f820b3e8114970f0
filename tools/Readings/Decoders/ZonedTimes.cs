using System.Globalization;

namespace SensorNet.Readings.Decoders;

/// <summary>Times as texts of ISO 8601.</summary>
internal static class ZonedTimes
{
    /// <summary>Null where it is no time, or has no zone: then it is not known when it was.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        // A sign behind the hours is the zone's; one before them is of the date.
        int hoursEnd = text.IndexOf(':', StringComparison.Ordinal);
        bool hasZone = hoursEnd > 0 && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > hoursEnd);
        return hasZone && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) ? time : null;
    }
}
