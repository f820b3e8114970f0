using System.Text.Json;

namespace SensorNet.Readings.Messages;

/// <summary>Reads a payload that should be a JSON object or a CBOR map, with every dimension of it bounded.</summary>
public static class JsonFields
{
    /// <summary>More members than this make a payload unacceptable.</summary>
    public const int CountMax = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    /// <summary>The members in the order sent, or the reason why there are none.</summary>
    public static bool TryParse(WatchedMessage message, out IReadOnlyList<JsonField> fields, out string? problem)
    {
        fields = [];
        if (message.IsCut)
        {
            problem = $"the payload has {message.PayloadBytes} bytes, more than {WatchedMessage.PayloadBytesMax}";
            return false;
        }

        if (!PayloadFormats.TryToJson(message.Payload, out ReadOnlyMemory<byte> json, out problem))
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            return TryRead(document.RootElement, out fields, out problem);
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with bytes or escapes that are no Unicode text.
            problem = "the payload is not valid JSON";
            return false;
        }
    }

    private static bool TryRead(JsonElement root, out IReadOnlyList<JsonField> fields, out string? problem)
    {
        List<JsonField> read = new List<JsonField>();
        fields = read;
        problem = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            problem = "the payload is not a JSON object";
            return false;
        }

        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (read.Count == CountMax)
            {
                problem = $"the payload has more than {CountMax} members";
                return false;
            }

            JsonElement value = member.Value;
            string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            read.Add(new JsonField(member.Name, value.ValueKind, text));
        }

        return true;
    }
}
