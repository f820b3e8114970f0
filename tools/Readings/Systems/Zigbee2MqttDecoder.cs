using System.Globalization;
using System.Text.Json;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Systems;

/// <summary>
/// Zigbee2MQTT's topics: <c>zigbee2mqtt/&lt;friendly name&gt;</c>, <c>…/availability</c> and <c>zigbee2mqtt/bridge/state</c>, also under another base
/// topic once its bridge has been seen (https://www.zigbee2mqtt.io/guide/usage/mqtt_topics_and_messages.html).
/// </summary>
internal sealed class Zigbee2MqttDecoder : IDecoder
{
    public const string System = "Zigbee2MQTT";

    /// <summary>Further base topics are not kept.</summary>
    private const int BasesMax = 16;

    private readonly HashSet<string> _bases = new(StringComparer.Ordinal) { "zigbee2mqtt" };

    public Decoded? Decode(WatchedMessage message, string[] levels)
    {
        if (levels.Length >= 3 && levels[^2] == "bridge" && levels[^1] == "state")
        {
            return DecodeBridge(message, TopicLevels.Join(levels, 0, levels.Length - 2));
        }

        for (int length = 1; length < levels.Length; length++)
        {
            if (_bases.Contains(TopicLevels.Join(levels, 0, length)))
            {
                return DecodeDevice(message, levels, length);
            }
        }

        return null;
    }

    private Decoded DecodeBridge(WatchedMessage message, string root)
    {
        // Others have topics that end like this, too.
        string? status = Availability(message);
        if (status is StatusText.Online or StatusText.Offline && _bases.Count < BasesMax)
        {
            _bases.Add(root);
        }

        // Nothing of its devices is heard while the bridge is away. Whether they are there is said by themselves only where that is turned on.
        return new Decoded(System, root, "bridge", MessageKind.Status)
        {
            Status = status,
            RootBehind = status == StatusText.Offline ? root : null,
            RootBack = status == StatusText.Online ? root : null,
        };
    }

    private static Decoded? DecodeDevice(WatchedMessage message, string[] levels, int baseLength)
    {
        string root = TopicLevels.Join(levels, 0, baseLength);
        string last = levels[^1];
        if (levels[baseLength] is "bridge" or "" || last is "set" or "get")
        {
            return null;
        }

        if (last == "availability" && levels.Length > baseLength + 1)
        {
            string id = TopicLevels.Join(levels, baseLength, levels.Length - 1);
            return new Decoded(System, root, id, MessageKind.Status) { Status = Availability(message) };
        }

        Decoded decoded = new Decoded(System, root, TopicLevels.Join(levels, baseLength, levels.Length), MessageKind.Readings) { IsPart = true };
        using JsonDocument? document = JsonPayload.Parse(message, out string? problem);
        return document is null ? decoded with { Problem = problem } : decoded with { Reading = Read(document.RootElement) };
    }

    // {"state":"online"} or, of older versions, online.
    private static string? Availability(WatchedMessage message)
    {
        using JsonDocument? document = JsonPayload.Parse(message, out _);
        return document is not null && document.RootElement.TryGetProperty("state", out JsonElement state)
            ? JsonPayload.Text(state)
            : StatusText.Of(message);
    }

    private static ReportedReading Read(JsonElement root)
    {
        QuantityList quantities = new QuantityList();
        List<JsonField> others = new List<JsonField>();
        foreach ((string name, JsonElement value) in JsonPayload.Flatten(root))
        {
            if (name == "last_seen" || name.StartsWith("update.", StringComparison.Ordinal))
            {
                continue;
            }

            if (JsonPayload.IsNumber(value, out decimal number))
            {
                quantities.Add(name, number, Unit(name));
            }
            else if (others.Count < JsonFields.CountMax)
            {
                others.Add(JsonPayload.Field(name, value));
            }
        }

        return new ReportedReading(null, null, LastSeen(root), quantities.All, others);
    }

    private static string Unit(string name) => name switch
    {
        "battery" or "soil_moisture" => "%",
        "illuminance" => "lx",
        "power" => "W",
        "current" => "A",
        "energy" => "kWh",
        "co2" or "voc" => "ppm",
        "pm25" => "µg/m³",
        "device_temperature" => "°C",
        _ => "",
    };

    // As milliseconds since 1970 or as ISO 8601, whichever is set there.
    private static DateTimeOffset? LastSeen(JsonElement root)
    {
        if (!root.TryGetProperty("last_seen", out JsonElement seen))
        {
            return null;
        }

        if (JsonPayload.IsNumber(seen, out decimal ms))
        {
            return UnixTimes.FromMs(ms);
        }

        return DateTimeOffset.TryParse(JsonPayload.Text(seen), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;
    }
}
