using System.Text.Json;
using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Wording;

/// <summary>What else is worth knowing of a device, the most urgent first.</summary>
public static class DeviceNotes
{
    /// <summary>The system of this project's nodes.</summary>
    public const string NodeSystem = "SensorNet";

    /// <summary>More quantities than have columns are not written.</summary>
    private const int QuantitiesMax = 8;

    /// <param name="device">The device.</param>
    /// <param name="zone">The zone of clock times.</param>
    /// <returns>Safe to show; empty where there is nothing to say.</returns>
    public static string For(DeviceState device, TimeZoneInfo zone)
    {
        List<string> notes = new List<string>();
        if (Find(device.Diagnostics, "lastError") is { Kind: JsonValueKind.String, Text.Length: > 0 } error)
        {
            notes.Add(SafeText.Escape(error.Text, DeviceState.TextCharsMax));
        }

        if (device.LastReading?.Time is { } time && TakenText.Format(time, device.LastReadingUtc, zone) is { } taken)
        {
            notes.Add(taken);
        }

        AddCount(notes, device.Unreadable, "unreadable");
        AddCount(notes, device.Sequence.Restarts, device.Sequence.Restarts == 1 ? "restart" : "restarts");
        AddCount(notes, CountOf(device, "sensorErrors"), "sensor errors");
        AddCount(notes, CountOf(device, "reconnects"), "reconnects");
        AddCount(notes, CountOf(device, "readingsDropped"), "dropped");
        AddCount(notes, CountOf(device, "readingsOnFlash"), "on its flash");
        AddCount(notes, CountOf(device, "commandsRefused"), "commands refused");
        AddCount(notes, CountOf(device, "answersLost"), "answers lost");
        if (CountOf(device, "restarts") is > 0 and long own)
        {
            notes.Add(Find(device.Diagnostics, "resetReason") is { Kind: JsonValueKind.String, Text.Length: > 0 } reason
                ? $"restarted itself {own}×, started by: {SafeText.Escape(reason.Text, DeviceState.TextCharsMax)}"
                : $"restarted itself {own}×");
        }

        if (Find(device.Diagnostics, "rssi") is { Kind: JsonValueKind.Number } rssi)
        {
            notes.Add(SafeText.Escape(rssi.Text, DeviceState.TextCharsMax) + Units.OfKey("rssi"));
        }

        if (Find(device.Info, "sensor") is { Kind: JsonValueKind.String, Text.Length: > 0 } sensor)
        {
            notes.Add(SafeText.Escape(sensor.Text, DeviceState.TextCharsMax));
        }

        foreach (ReadingValue quantity in device.Values.Where(quantity => !ReadingValue.CommonNames.Contains(quantity.Name)).Take(QuantitiesMax))
        {
            notes.Add(SafeText.Escape($"{quantity.Name} {NumberText.Of(quantity.Value)} {quantity.Unit}".TrimEnd(), DeviceState.TextCharsMax));
        }

        if (device.System is { } system and not NodeSystem)
        {
            notes.Add(system);
        }

        return string.Join(", ", notes);
    }

    private static JsonField? Find(IReadOnlyList<JsonField> fields, string key) =>
        fields.LastOrDefault(field => field.Key == key);

    private static long CountOf(DeviceState device, string key) =>
        Find(device.Diagnostics, key) is { Kind: JsonValueKind.Number } field && long.TryParse(field.Text, out long count)
            ? count
            : 0;

    private static void AddCount(List<string> notes, long count, string what)
    {
        if (count > 0)
        {
            notes.Add($"{count} {what}");
        }
    }
}
