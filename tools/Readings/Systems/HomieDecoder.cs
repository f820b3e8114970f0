using System.Text.Json;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Systems;

/// <summary>
/// The Homie convention, version 4 (https://homieiot.github.io/specification/spec-core-v4_0_0/): <c>homie/&lt;device&gt;/$state</c>,
/// <c>homie/&lt;device&gt;/&lt;node&gt;/&lt;property&gt;</c> and their attributes.
/// </summary>
internal sealed class HomieDecoder : IDecoder
{
    public const string System = "Homie";

    /// <summary>Attributes of further properties are not kept.</summary>
    private const int UnitsMax = 10_000;

    private readonly Dictionary<string, string> _units = new(StringComparer.Ordinal);
    private readonly NameClaims _names = new();

    public Decoded? Decode(WatchedMessage message, string[] levels)
    {
        if (levels.Length < 3 || levels[0] != "homie" || levels[1].Length == 0 || levels[1][0] == '$' || levels[^1] == "set")
        {
            return null;
        }

        if (levels[2] == "$state")
        {
            return new Decoded(System, levels[0], levels[1], MessageKind.Status) { Status = State(message) };
        }

        return Array.FindIndex(levels, 2, level => level.StartsWith('$')) is var attribute and >= 0
            ? DecodeAttribute(message, levels, attribute)
            : levels.Length == 4 ? DecodeProperty(message, levels) : null;
    }

    // 4.0.0, "Device lifecycle".
    private static string? State(WatchedMessage message) => StatusText.Of(message) switch
    {
        "ready" => StatusText.Online,
        "disconnected" or "lost" => StatusText.Offline,
        string other => other,
        null => null,
    };

    private Decoded DecodeAttribute(WatchedMessage message, string[] levels, int attribute)
    {
        string value = StatusText.Of(message) ?? "";
        if (attribute == 4 && levels[attribute] == "$unit" && value.Length <= ReadingValue.TextCharsMax)
        {
            string property = TopicLevels.Join(levels, 0, attribute);
            if (_units.ContainsKey(property) || _units.Count < UnitsMax)
            {
                _units[property] = value;
            }
        }

        MessageKind kind = levels[2] == "$stats" ? MessageKind.Diagnostics : MessageKind.Info;
        JsonField field = new JsonField(TopicLevels.Join(levels, 2, levels.Length), JsonValueKind.String, value);
        return new Decoded(System, levels[0], levels[1], kind) { Fields = [field], FieldsAdd = true };
    }

    private Decoded DecodeProperty(WatchedMessage message, string[] levels)
    {
        Decoded decoded = new Decoded(System, levels[0], levels[1], MessageKind.Readings) { IsPart = true };
        string text = StatusText.Of(message) ?? "";
        string longName = $"{levels[2]}.{levels[3]}";
        if (!Numbers.TryParse(text, out decimal value))
        {
            // A boolean, an enumeration, a colour: 4.0.0, "Payload".
            JsonField field = new JsonField(longName, JsonValueKind.String, text);
            return decoded with { Reading = new ReportedReading(null, null, null, [], [field]) };
        }

        string name = _names.NameFor($"{levels[0]}/{levels[1]}", levels[3], longName);
        QuantityList quantities = new QuantityList();
        quantities.Add(name, value, _units.GetValueOrDefault(message.Topic, ""));
        return decoded with { Reading = ReportedReading.Of(quantities.All) };
    }
}
