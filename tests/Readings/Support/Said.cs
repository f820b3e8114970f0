using System.Globalization;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;
using SensorNet.Readings.Systems;

namespace SensorNet.Readings.Tests.Support;

/// <summary>Writes what a message was found to say as one line.</summary>
internal static class Said
{
    /// <summary>System, root and device, kind, then what the payload has; <c>nothing</c> for a message of no known system.</summary>
    public static string By(DecoderSet decoders, string topic, string payload) => Of(decoders.Decode(Received.Text(topic, payload)));

    public static string Of(Decoded? decoded)
    {
        if (decoded is null)
        {
            return "nothing";
        }

        List<string> parts = [$"{decoded.System}: {decoded.Root}|{decoded.DeviceId} {decoded.Kind}"];
        if (decoded.Problem is { } problem)
        {
            parts.Add($"({problem})");
        }

        if (decoded.Status is { } status)
        {
            parts.Add($"[{status}]");
        }

        if (decoded.Missed > 0)
        {
            parts.Add($"missed={decoded.Missed}");
        }

        parts.AddRange(decoded.Reading is { } reading ? Values(reading) : []);
        parts.AddRange(decoded.Fields?.Select(field => $"{field.Key}={field.Text}") ?? []);
        return string.Join(' ', parts);
    }

    private static IEnumerable<string> Values(ReportedReading reading)
    {
        foreach (ReadingValue quantity in reading.Quantities)
        {
            yield return $"{quantity.Name}={quantity.Value.ToString(CultureInfo.InvariantCulture)}{quantity.Unit}";
        }

        foreach (JsonField field in reading.Others)
        {
            yield return $"{field.Key}:{field.Text}";
        }

        if (reading.Time is { } time)
        {
            yield return $"at {time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}";
        }
    }
}
