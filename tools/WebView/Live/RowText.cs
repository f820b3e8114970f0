using System.Text.Json;
using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;
using SensorNet.Readings.Wording;

namespace SensorNet.WebView.Live;

/// <summary>Makes of what devices sent what is safe to show.</summary>
internal static class RowText
{
    public static DeviceRow RowOf(LiveDevice device, DeviceTable table, TimeZoneInfo zone, long now)
    {
        DeviceState state = device.State;
        return new DeviceRow(device.Key, table.NameOf(state))
        {
            System = state.System ?? "",
            Status = state.StatusKind,
            StatusText = state.Status ?? "",
            IsMissing = state.IsMissing(now),
            Values = [.. state.Values.Select(ValueOf)],
            Age = state.Age(now) + device.SleptSince,
            Interval = state.Interval(now),
            Missed = state.Sequence.Missed,
            Restarts = state.Sequence.Restarts,
            Unreadable = state.Unreadable,
            Notes = DeviceNotes.For(state, zone),
        };
    }

    public static string Of(string text) => SafeText.Escape(text, DeviceState.TextCharsMax);

    public static IReadOnlyList<NamedText> FieldsOf(IReadOnlyList<JsonField> fields) =>
        [.. fields.Take(DeviceState.FieldsMax).Select(field => new NamedText(Of(field.Key), ValueOf(field)))];

    private static QuantityValue ValueOf(ReadingValue value) => new(
        value.Name, Of(value.Name), value.Value, NumberText.Of(value.Value), UnitOf(value));

    private static string UnitOf(ReadingValue value) => value.Unit.Length > 0 ? Of(value.Unit) : Units.OfKey(value.Name).TrimStart();

    private static string ValueOf(JsonField field) =>
        Of(field.Text) + (field.Kind == JsonValueKind.Number ? Units.OfKey(field.Key) : "");
}
