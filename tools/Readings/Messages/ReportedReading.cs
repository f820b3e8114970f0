using System.Globalization;
using System.Text.Json;

namespace SensorNet.Readings.Messages;

/// <summary>
/// One reading as a node sends it. Whatever the node left out is null. The values keep the digits that were sent.
/// </summary>
/// <param name="Seq">Counts the node's readings; a jump is a gap.</param>
/// <param name="UptimeMs">Milliseconds since the node started.</param>
/// <param name="Time">When the reading was taken, by the node's clock.</param>
/// <param name="Temperature">°C.</param>
/// <param name="Humidity">%RH.</param>
/// <param name="Pressure">hPa.</param>
/// <param name="Others">Members this program does not know.</param>
public sealed record ReportedReading(
    long? Seq,
    long? UptimeMs,
    DateTimeOffset? Time,
    decimal? Temperature,
    decimal? Humidity,
    decimal? Pressure,
    IReadOnlyList<JsonField> Others)
{
    /// <summary>No value of a sensor comes near it; it keeps what is shown short.</summary>
    public const decimal ValueMax = 1_000_000;

    private static readonly string[] KnownKeys = ["seq", "uptime", "time", "temperature", "humidity", "pressure"];
    private static readonly long TimeMsMax = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The reading in a <c>readings</c> message, or the reason why it is none.</summary>
    public static bool TryParse(WatchedMessage message, out ReportedReading? reading, out string? problem)
    {
        reading = null;
        if (!JsonFields.TryParse(message, out IReadOnlyList<JsonField> fields, out problem)
            || !TryWhole(fields, "seq", long.MaxValue, out long? seq, ref problem)
            || !TryWhole(fields, "uptime", long.MaxValue, out long? uptimeMs, ref problem)
            || !TryWhole(fields, "time", TimeMsMax, out long? timeMs, ref problem)
            || !TryNumber(fields, "temperature", out decimal? temperature, ref problem)
            || !TryNumber(fields, "humidity", out decimal? humidity, ref problem)
            || !TryNumber(fields, "pressure", out decimal? pressure, ref problem))
        {
            return false;
        }

        DateTimeOffset? time = timeMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
        JsonField[] others = [.. fields.Where(field => !KnownKeys.Contains(field.Key))];
        reading = new ReportedReading(seq, uptimeMs, time, temperature, humidity, pressure, others);
        return true;
    }

    private static bool TryWhole(
        IReadOnlyList<JsonField> fields, string key, long max, out long? value, ref string? problem)
    {
        value = null;
        if (fields.LastOrDefault(field => field.Key == key) is not { } given)
        {
            return true;
        }

        if (given.Kind == JsonValueKind.Number
            && long.TryParse(given.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long whole)
            && whole <= max)
        {
            value = whole;
            return true;
        }

        problem = $"'{key}' is not a whole number from 0 to {max}";
        return false;
    }

    private static bool TryNumber(
        IReadOnlyList<JsonField> fields, string key, out decimal? value, ref string? problem)
    {
        value = null;
        if (fields.LastOrDefault(field => field.Key == key) is not { } given)
        {
            return true;
        }

        if (given.Kind == JsonValueKind.Number
            && decimal.TryParse(given.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            && Math.Abs(number) <= ValueMax)
        {
            value = number;
            return true;
        }

        problem = $"'{key}' is not a number from -{ValueMax} to {ValueMax}";
        return false;
    }
}
