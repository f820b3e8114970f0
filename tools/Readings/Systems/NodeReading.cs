using System.Globalization;
using System.Text.Json;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Systems;

/// <summary>Reads the <c>readings</c> messages of this project's nodes.</summary>
internal static class NodeReading
{
    /// <summary>No value of a sensor comes near it; it keeps what is shown short.</summary>
    public const decimal ValueMax = 1_000_000;

    private static readonly string[] CountKeys = ["seq", "uptime", "time"];
    private static readonly long TimeMsMax = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The reading in a <c>readings</c> message, or the reason why it is none.</summary>
    public static bool TryParse(WatchedMessage message, out ReportedReading? reading, out string? problem)
    {
        reading = null;
        if (!JsonFields.TryParse(message, out IReadOnlyList<JsonField> fields, out problem)
            || !TryWhole(fields, "seq", long.MaxValue, out long? seq, ref problem)
            || !TryWhole(fields, "uptime", long.MaxValue, out long? uptimeMs, ref problem)
            || !TryWhole(fields, "time", TimeMsMax, out long? timeMs, ref problem)
            || !TryQuantities(fields, out IReadOnlyList<ReadingValue> quantities, ref problem))
        {
            return false;
        }

        DateTimeOffset? time = timeMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
        JsonField[] others = [.. fields.Where(field => !CountKeys.Contains(field.Key) && !quantities.Any(quantity => quantity.Name == field.Key))];
        reading = new ReportedReading(seq, uptimeMs, time, quantities, others);
        return true;
    }

    // Every number is a quantity; those of the sensors that a node has must be one.
    private static bool TryQuantities(IReadOnlyList<JsonField> fields, out IReadOnlyList<ReadingValue> quantities, ref string? problem)
    {
        List<ReadingValue> read = new List<ReadingValue>();
        quantities = read;
        foreach (string key in ReadingValue.CommonNames)
        {
            if (!TryNumber(fields, key, out decimal? value, ref problem))
            {
                return false;
            }

            if (value is { } given)
            {
                read.Add(CanonicalUnits.Of(key, given, ""));
            }
        }

        foreach (JsonField field in fields)
        {
            if (!CountKeys.Contains(field.Key) && !read.Any(quantity => quantity.Name == field.Key) && field.IsQuantity(out decimal value))
            {
                read.Add(new ReadingValue(field.Key, value, ""));
            }
        }

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
