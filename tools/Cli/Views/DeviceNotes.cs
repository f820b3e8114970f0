using System.Text.Json;
using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;

namespace SensorNet.Cli.Views;

/// <summary>What else is worth knowing of a device, the most urgent first.</summary>
internal static class DeviceNotes
{
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
        if (Find(device.Diagnostics, "rssi") is { Kind: JsonValueKind.Number } rssi)
        {
            notes.Add(SafeText.Escape(rssi.Text, DeviceState.TextCharsMax) + Units.OfKey("rssi"));
        }

        if (Find(device.Info, "sensor") is { Kind: JsonValueKind.String, Text.Length: > 0 } sensor)
        {
            notes.Add(SafeText.Escape(sensor.Text, DeviceState.TextCharsMax));
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
