using System.Text.Json;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Systems;

/// <summary>
/// Tasmota's telemetry: <c>tele/&lt;topic&gt;/SENSOR</c>, <c>STATE</c>, <c>LWT</c> and <c>INFO1</c> to <c>INFO3</c>, with the prefix before the
/// topic (its default) or behind it (https://tasmota.github.io/docs/MQTT/).
/// </summary>
internal sealed class TasmotaDecoder : IDecoder
{
    public const string System = "Tasmota";

    private const string Prefix = "tele";

    // The chip's own temperature, which is none of the air.
    private const string OwnSensor = "ESP32";

    public Decoded? Decode(WatchedMessage message, string[] levels)
    {
        int prefix = Array.IndexOf(levels, Prefix);
        if (prefix < 0 || levels.Length < 3)
        {
            return null;
        }

        // %topic%/%prefix%/ or %prefix%/%topic%/.
        bool isBehind = prefix == levels.Length - 2;
        string root = isBehind ? TopicLevels.Join(levels, 0, prefix - 1) : TopicLevels.Join(levels, 0, prefix);
        string id = isBehind ? levels[prefix - 1] : TopicLevels.Join(levels, prefix + 1, levels.Length - 1);
        return id.Length == 0 ? null : Decode(message, root, id, levels[^1]);
    }

    private static Decoded? Decode(WatchedMessage message, string root, string id, string what) => what switch
    {
        "LWT" => new Decoded(System, root, id, MessageKind.Status) { Status = StatusText.Of(message, "Online", "Offline") },
        "SENSOR" => DecodeObject(message, new Decoded(System, root, id, MessageKind.Readings), Sensors),
        "STATE" => DecodeObject(message, new Decoded(System, root, id, MessageKind.Diagnostics), Fields),
        "INFO1" or "INFO2" or "INFO3" => DecodeObject(message, new Decoded(System, root, id, MessageKind.Info) { FieldsAdd = true }, Fields),
        _ => null,
    };

    private static Decoded DecodeObject(WatchedMessage message, Decoded decoded, Func<Decoded, JsonElement, Decoded> read)
    {
        using JsonDocument? document = JsonPayload.Parse(message, out string? problem);
        return document is null ? decoded with { Problem = problem } : read(decoded, document.RootElement);
    }

    private static Decoded Fields(Decoded decoded, JsonElement root) => decoded with { Fields = JsonPayload.Fields(root) };

    private static Decoded Sensors(Decoded decoded, JsonElement root)
    {
        QuantityList quantities = new QuantityList();
        List<JsonField> others = new List<JsonField>();
        foreach (JsonProperty sensor in root.EnumerateObject().Where(member => member.Name != OwnSensor))
        {
            Take(sensor, root, quantities, others);
        }

        if (root.TryGetProperty(OwnSensor, out JsonElement own) && own.ValueKind == JsonValueKind.Object
            && own.TryGetProperty("Temperature", out JsonElement temperature) && JsonPayload.IsNumber(temperature, out decimal degrees))
        {
            quantities.Add($"{OwnSensor}.{ReadingValue.Temperature}", degrees, Unit(ReadingValue.Temperature, root));
        }

        return decoded with { Reading = new ReportedReading(null, null, Time(root), quantities.All, others) };
    }

    private static void Take(JsonProperty sensor, JsonElement root, QuantityList quantities, List<JsonField> others)
    {
        if (sensor.Value.ValueKind != JsonValueKind.Object)
        {
            if (JsonPayload.IsNumber(sensor.Value, out decimal number))
            {
                quantities.Add(NameOf(sensor.Name), number, Unit(NameOf(sensor.Name), root));
            }
            else if (sensor.Name is not ("Time" or "TempUnit" or "PressureUnit" or "SpeedUnit") && others.Count < JsonFields.CountMax)
            {
                others.Add(JsonPayload.Field(sensor.Name, sensor.Value));
            }

            return;
        }

        foreach ((string name, JsonElement value) in JsonPayload.Flatten(sensor.Value))
        {
            if (JsonPayload.IsNumber(value, out decimal number))
            {
                quantities.Add(NameOf(name), $"{sensor.Name}.{NameOf(name)}", number, Unit(NameOf(name), root));
            }
        }
    }

    private static string NameOf(string member) => member.Length > 0 ? char.ToLowerInvariant(member[0]) + member[1..] : member;

    private static string Unit(string name, JsonElement root) => name switch
    {
        ReadingValue.Temperature or "dewPoint" => "°" + Setting(root, "TempUnit", "C"),
        ReadingValue.Pressure or "seaPressure" => Setting(root, "PressureUnit", "hPa"),
        ReadingValue.Humidity => "%",
        "power" => "W",
        "apparentPower" => "VA",
        "reactivePower" => "var",
        "voltage" => "V",
        "current" => "A",
        "frequency" => "Hz",
        "total" or "today" or "yesterday" => "kWh",
        "illuminance" => "lx",
        "carbonDioxide" or "eCO2" => "ppm",
        "distance" => "cm",
        _ => "",
    };

    private static string Setting(JsonElement root, string name, string usual) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? JsonPayload.Text(value) : usual;

    // Local time of the device, unless it says its zone.
    private static DateTimeOffset? Time(JsonElement root) => ZonedTimes.Parse(Setting(root, "Time", ""));
}
