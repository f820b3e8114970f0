using System.Text.Json;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Systems;

/// <summary>
/// Shelly's first generation, a value a topic (https://shelly-api-docs.shelly.cloud/gen1/#mqtt-support): <c>shellies/&lt;id&gt;/…</c>.
/// </summary>
internal sealed class ShellyDecoder : IDecoder
{
    public const string System = "Shelly";

    private const string Root = "shellies";

    public Decoded? Decode(WatchedMessage message, string[] levels)
    {
        if (levels.Length < 3 || levels[0] != Root || levels[^1] is "command" or "set")
        {
            return null;
        }

        return levels[2] switch
        {
            "online" => new Decoded(System, Root, levels[1], MessageKind.Status) { Status = StatusText.Of(message, "true", "false") },
            "announce" => Fields(message, new Decoded(System, Root, levels[1], MessageKind.Info)),
            "info" => Fields(message, new Decoded(System, Root, levels[1], MessageKind.Diagnostics)),
            _ => Value(message, levels),
        };
    }

    private static Decoded Fields(WatchedMessage message, Decoded decoded)
    {
        using JsonDocument? document = JsonPayload.Parse(message, out string? problem);
        return document is null ? decoded with { Problem = problem } : decoded with { Fields = JsonPayload.Fields(document.RootElement) };
    }

    private static Decoded Value(WatchedMessage message, string[] levels)
    {
        Decoded decoded = new Decoded(System, Root, levels[1], MessageKind.Readings) { IsPart = true };
        string name = NameOf(levels);
        if (!NumberPayload.TryRead(message, out decimal value))
        {
            JsonField field = new JsonField(name, JsonValueKind.String, StatusText.Of(message) ?? "");
            return decoded with { Reading = new ReportedReading(null, null, null, [], [field]) };
        }

        QuantityList quantities = new QuantityList();
        quantities.Add(name, value, Unit(levels));
        return decoded with { Reading = ReportedReading.Of(quantities.All) };
    }

    // sensor/temperature is the air's, temperature the device's own; relay/0/power is "relay0.power".
    private static string NameOf(string[] levels) => levels switch
    {
        [_, _, "sensor", string quantity] => quantity,
        [_, _, "temperature"] => "device_temperature",
        [_, _, "temperature_f"] => "device_temperature_f",
        [_, _, string component, string number] => $"{component}{number}",
        [_, _, string component, string number, ..] => $"{component}{number}.{TopicLevels.Join(levels, 4, levels.Length).Replace('/', '.')}",
        _ => TopicLevels.Join(levels, 2, levels.Length).Replace('/', '.'),
    };

    private static string Unit(string[] levels) => (levels[2], levels[^1]) switch
    {
        ("ext_temperature", _) => "°C",
        ("ext_humidity", _) => "%RH",
        (_, "temperature") => "°C",
        (_, "temperature_f") => "°F",
        (_, "battery") => "%",
        (_, "lux") => "lx",
        (_, "power") => "W",
        (_, "voltage") => "V",
        (_, "current") => "A",
        ("relay" or "roller", "energy") => "Wmin",
        ("emeter", "energy" or "total" or "returned_energy" or "total_returned") => "Wh",
        _ => "",
    };
}
