using System.Globalization;

namespace SensorNet.Readings.Decoders;

/// <summary>Times as texts of ISO 8601.</summary>
internal static class ZonedTimes
{
    /// <summary>Null where it is no time, or has no zone: then it is not known when it was.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        bool hasZone = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
        return hasZone && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) ? time : null;
    }
}
