using System.Text.Json;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Systems;

/// <summary>
/// ESPHome's topics: <c>&lt;prefix&gt;/&lt;component&gt;/&lt;object id&gt;/state</c> and <c>&lt;prefix&gt;/status</c>
/// (https://esphome.io/components/mqtt.html), with the units of its discovery messages for Home Assistant.
/// </summary>
internal sealed class EspHomeDecoder : IDecoder
{
    public const string System = "ESPHome";

    private static readonly string[] NumericComponents = ["sensor", "number"];
    private static readonly string[] OtherComponents = ["binary_sensor", "switch", "text_sensor", "select", "lock", "button", "text"];

    private readonly DiscoveredUnits _units = new();
    private readonly NameClaims _names = new();

    public Decoded? Decode(WatchedMessage message, string[] levels)
    {
        if (levels.Length > 0 && _units.Take(message, levels))
        {
            return null;
        }

        if (levels.Length == 2 && levels[1] == "status")
        {
            return StatusText.Of(message) is var status and (StatusText.Online or StatusText.Offline)
                ? new Decoded(System, "", levels[0], MessageKind.Status) { Status = status }
                : null;
        }

        return levels.Length >= 4 && levels[^1] == "state" && levels[^4].Length > 0 ? DecodeState(message, levels) : null;
    }

    private Decoded? DecodeState(WatchedMessage message, string[] levels)
    {
        string component = levels[^3];
        string root = TopicLevels.Join(levels, 0, levels.Length - 4);
        Decoded decoded = new Decoded(System, root, levels[^4], MessageKind.Readings) { IsPart = true };
        if (NumericComponents.Contains(component))
        {
            return DecodeNumber(decoded, message, levels[^2]);
        }

        if (!OtherComponents.Contains(component))
        {
            return null;
        }

        JsonField field = new JsonField(levels[^2], JsonValueKind.String, StatusText.Of(message) ?? "");
        return decoded with { Reading = new ReportedReading(null, null, null, [], [field]) };
    }

    private Decoded DecodeNumber(Decoded decoded, WatchedMessage message, string objectId)
    {
        string text = StatusText.Of(message) ?? "";
        if (text is "nan" or "NaN" or "NA" or "unknown" or "")
        {
            // The sensor has no value now.
            return decoded with { Reading = ReportedReading.Of([]) };
        }

        if (!Numbers.TryParse(text, out decimal value))
        {
            return decoded with { Problem = $"the state of '{objectId}' is not a number" };
        }

        // "living_room_temperature" is the temperature of a device that has one of them.
        string device = $"{decoded.Root}/{decoded.DeviceId}";
        string? common = Array.Find(ReadingValue.CommonNames, name => objectId == name || objectId.EndsWith("_" + name, StringComparison.Ordinal));
        string name = common is null ? objectId : _names.NameFor(device, common, objectId);
        QuantityList quantities = new QuantityList();
        quantities.Add(name, value, _units.Of(message.Topic));
        return decoded with { Reading = ReportedReading.Of(quantities.All) };
    }
}
