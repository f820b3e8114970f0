using System.Text.Json;
using SensorNet.Readings.Decoders;

namespace SensorNet.Readings.Mapping;

/// <summary>Reads the time of a reading.</summary>
internal static class MappedTime
{
    /// <summary>A number from here on is of milliseconds: as seconds it would be after the year 5000.</summary>
    private const decimal MsFrom = 100_000_000_000;

    /// <summary>The time; null where it is none, or is without a zone.</summary>
    public static DateTimeOffset? Read(JsonElement value)
    {
        if (JsonPayload.IsNumber(value, out decimal number))
        {
            return number >= MsFrom ? UnixTimes.FromMs(number) : UnixTimes.FromSeconds(number);
        }

        return ZonedTimes.Parse(JsonPayload.Text(value));
    }
}
