using System.Text.Json;
using System.Text.RegularExpressions;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Systems;

/// <summary>
/// Shelly's second and later generations, a component a message (https://shelly-api-docs.shelly.cloud/gen2/ComponentsAndServices/Mqtt):
/// <c>&lt;prefix&gt;/status/&lt;component&gt;:&lt;id&gt;</c>, <c>&lt;prefix&gt;/events/rpc</c> and <c>&lt;prefix&gt;/online</c>.
/// </summary>
internal sealed class ShellyComponentDecoder : IDecoder
{
    private static readonly string[] OwnComponents = ["sys", "wifi", "cloud", "mqtt", "ble", "ws", "eth", "ui"];

    private static readonly Regex ComponentPattern = new("^[a-z][a-z0-9_]{0,30}:[0-9]{1,5}$", RegexOptions.CultureInvariant | RegexOptions.Compiled);

    private readonly NameClaims _names = new();

    public Decoded? Decode(WatchedMessage message, string[] levels)
    {
        return levels switch
        {
            [.., "online"] when levels.Length >= 2 => DecodeOnline(message, levels),
            [.., "status", string component] when levels.Length >= 3 && IsComponent(component) => DecodeComponent(message, levels, component),
            [.., "events", "rpc"] when levels.Length >= 3 => DecodeNotification(message, levels),
            _ => null,
        };
    }

    private static bool IsComponent(string name) => OwnComponents.Contains(name) || ComponentPattern.IsMatch(name);

    private static Decoded Of(string[] levels, int prefixLength, MessageKind kind) =>
        new Decoded(ShellyDecoder.System, TopicLevels.Join(levels, 0, prefixLength - 1), levels[prefixLength - 1], kind);

    private static Decoded? DecodeOnline(WatchedMessage message, string[] levels)
    {
        string? status = StatusText.Of(message, "true", "false");
        return status is StatusText.Online or StatusText.Offline ? Of(levels, levels.Length - 1, MessageKind.Status) with { Status = status } : null;
    }

    private Decoded DecodeComponent(WatchedMessage message, string[] levels, string component)
    {
        bool isOwn = OwnComponents.Contains(component);
        MessageKind kind = isOwn ? MessageKind.Diagnostics : MessageKind.Readings;
        Decoded decoded = Of(levels, levels.Length - 2, kind) with { IsPart = true, FieldsAdd = true };
        using JsonDocument? document = JsonPayload.Parse(message, out string? problem);
        if (document is null)
        {
            return decoded with { Problem = problem };
        }

        if (isOwn)
        {
            return decoded with { Fields = JsonPayload.Fields(document.RootElement, component + ".") };
        }

        ShellyReading reading = new ShellyReading(_names, $"{decoded.Root}/{decoded.DeviceId}");
        reading.Take(component, document.RootElement);
        return decoded with { Reading = reading.Done(null) };
    }

    // {"src":"shellyplusht-…","method":"NotifyStatus","params":{"ts":1631186545.04,"temperature:0":{"id":0,"tC":21.5}}}
    private Decoded? DecodeNotification(WatchedMessage message, string[] levels)
    {
        using JsonDocument? document = JsonPayload.Parse(message, out string? problem);
        Decoded decoded = Of(levels, levels.Length - 2, MessageKind.Readings) with { IsPart = true };
        if (document is null)
        {
            return decoded with { Problem = problem };
        }

        if (!document.RootElement.TryGetProperty("method", out JsonElement method)
            || JsonPayload.Text(method) is not ("NotifyStatus" or "NotifyFullStatus")
            || !document.RootElement.TryGetProperty("params", out JsonElement parameters) || parameters.ValueKind != JsonValueKind.Object)
        {
            // Of a button or of a script: no values.
            return null;
        }

        ShellyReading reading = new ShellyReading(_names, $"{decoded.Root}/{decoded.DeviceId}");
        foreach (JsonProperty component in parameters.EnumerateObject())
        {
            if (component.Value.ValueKind == JsonValueKind.Object && ComponentPattern.IsMatch(component.Name))
            {
                reading.Take(component.Name, component.Value);
            }
        }

        bool hasTime = parameters.TryGetProperty("ts", out JsonElement ts);
        return decoded with { Reading = reading.Done(hasTime && JsonPayload.IsNumber(ts, out decimal s) ? UnixTimes.FromSeconds(s) : null) };
    }
}
