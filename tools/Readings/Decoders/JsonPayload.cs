using System.Text.Json;
using System.Text.Unicode;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Decoders;

/// <summary>A payload that is a JSON object, with every dimension of it bounded.</summary>
internal static class JsonPayload
{
    /// <summary>Further values of one message are not looked at.</summary>
    public const int ValuesMax = 256;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The object, to be disposed; null with the reason where there is none.</summary>
    public static JsonDocument? Parse(WatchedMessage message, out string? problem)
    {
        if (message.IsCut)
        {
            problem = $"the payload has {message.PayloadBytes} bytes, more than {WatchedMessage.PayloadBytesMax}";
            return null;
        }

        // RFC 8259, 8.1: JSON is UTF-8. The parser itself does not look into strings.
        problem = "the payload is not valid JSON";
        if (!Utf8.IsValid(message.Payload.Span))
        {
            return null;
        }

        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(message.Payload, Options);
            CheckNames(document.RootElement);
            problem = document.RootElement.ValueKind == JsonValueKind.Object ? null : "the payload is not a JSON object";
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a name with an escape that is no Unicode text.
        }

        if (problem is null)
        {
            return document;
        }

        document?.Dispose();
        return null;
    }

    // Reading a name throws where it is no text; here it is caught.
    private static void CheckNames(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in element.EnumerateObject())
            {
                _ = member.Name;
                CheckNames(member.Value);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                CheckNames(item);
            }
        }
    }

    /// <summary>The members of an object and of the objects in it, with a dot between the names: <c>wifi.rssi</c>. Arrays are left out.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Flatten(JsonElement root, string prefix = "")
    {
        Stack<(string Prefix, JsonElement Element)> open = new Stack<(string Prefix, JsonElement Element)>();
        open.Push((prefix, root));
        int count = 0;
        while (open.TryPop(out (string Prefix, JsonElement Element) next))
        {
            foreach (JsonProperty member in next.Element.EnumerateObject())
            {
                if (count++ == ValuesMax)
                {
                    yield break;
                }

                string name = next.Prefix + member.Name;
                if (member.Value.ValueKind == JsonValueKind.Object)
                {
                    open.Push((name + ".", member.Value));
                }
                else if (member.Value.ValueKind != JsonValueKind.Array)
                {
                    yield return (name, member.Value);
                }
            }
        }
    }

    /// <summary>The members as fields, for info and diagnostics.</summary>
    public static IReadOnlyList<JsonField> Fields(JsonElement root, string prefix = "") =>
        [.. Flatten(root, prefix).Take(JsonFields.CountMax).Select(member => Field(member.Name, member.Value))];

    public static JsonField Field(string name, JsonElement value) => new(name, value.ValueKind, Text(value));

    /// <summary>Whether a member is a number that can be kept.</summary>
    public static bool IsNumber(JsonElement value, out decimal number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && Numbers.TryParse(value.GetRawText(), out number);
    }

    /// <summary>A string's characters, and what was sent for every other kind.</summary>
    public static string Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            // Bytes or escapes that are no Unicode text.
            return value.GetRawText();
        }
    }
}
