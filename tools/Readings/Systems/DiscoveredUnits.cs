using System.Text.Json;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Systems;

/// <summary>
/// The units that Home Assistant's discovery messages give for topics:
/// <c>homeassistant/&lt;component&gt;/[&lt;node&gt;/]&lt;object&gt;/config</c>, with whole names or short ones
/// (https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery).
/// </summary>
internal sealed class DiscoveredUnits
{
    /// <summary>Units of further topics are not kept.</summary>
    public const int CountMax = 10_000;

    private readonly Dictionary<string, string> _units = new(StringComparer.Ordinal);

    /// <summary>The unit of a topic's values; empty where none is known.</summary>
    public string Of(string topic) => _units.GetValueOrDefault(topic, "");

    /// <summary>Takes what a discovery message says. Gives false for any other message.</summary>
    public bool Take(WatchedMessage message, string[] levels)
    {
        if (levels[0] != "homeassistant" || levels.Length is not (4 or 5) || levels[^1] != "config")
        {
            return false;
        }

        using JsonDocument? document = JsonPayload.Parse(message, out _);
        if (document is null)
        {
            // An empty payload takes an announcement back.
            return true;
        }

        JsonElement root = document.RootElement;
        string topic = Text(root, "state_topic", "stat_t").Replace("~", Text(root, "~", "~"), StringComparison.Ordinal);
        string unit = Text(root, "unit_of_measurement", "unit_of_meas");
        if (topic.Length > 0 && unit.Length is > 0 and <= ReadingValue.TextCharsMax && (_units.ContainsKey(topic) || _units.Count < CountMax))
        {
            _units[topic] = unit;
        }

        return true;
    }

    private static string Text(JsonElement root, string name, string shortName) =>
        (root.TryGetProperty(name, out JsonElement value) || root.TryGetProperty(shortName, out value)) && value.ValueKind == JsonValueKind.String
            ? JsonPayload.Text(value)
            : "";
}
