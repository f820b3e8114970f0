using System.Text.Json;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Mapping;

/// <summary>Reads a mapping file: JSON with comments allowed, <c>{"rules":[…]}</c>. docs/decoders.md has its members.</summary>
public static class MappingFile
{
    /// <summary>A file with more is not taken.</summary>
    public const int RulesMax = 200;

    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 8,
    };

    private static readonly string[] RuleMembers = ["topic", "device", "values", "value", "unit", "factor", "offset", "time", "seq", "status"];
    private static readonly string[] ValueMembers = ["path", "unit", "factor", "offset"];
    private static readonly string[] StatusMembers = ["online", "offline"];

    /// <param name="json">The file's text.</param>
    /// <exception cref="MappingException">Something is wrong with it.</exception>
    public static IDecoder Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            JsonElement rules = MemberOf(document.RootElement, "rules", "the file", JsonValueKind.Array)
                ?? throw new MappingException("the file has no 'rules'");
            CheckMembers(document.RootElement, ["rules"], "the file");
            if (rules.GetArrayLength() is 0 or > RulesMax)
            {
                throw new MappingException($"'rules' has {rules.GetArrayLength()} rules, and must have 1 to {RulesMax}");
            }

            return new MappingDecoder([.. rules.EnumerateArray().Select((rule, index) => ReadRule(rule, $"rule {index + 1}"))]);
        }
        catch (JsonException notJson)
        {
            throw new MappingException($"line {(notJson.LineNumber ?? 0) + 1}: not valid JSON");
        }
    }

    private static MappingRule ReadRule(JsonElement rule, string where)
    {
        CheckMembers(rule, RuleMembers, where);
        string text = TextOf(rule, "topic", where) ?? throw new MappingException($"{where}: 'topic' is missing");
        TopicPattern topic = TopicPattern.Parse(text, where);
        string? device = TextOf(rule, "device", where);
        if (topic.HasDevice == device is not null)
        {
            throw new MappingException($"{where}: either topic '{text}' has {{device}} in it, or 'device' names the device");
        }

        MappingRule read = new MappingRule
        {
            Topic = topic,
            Device = device,
            Values = ReadValues(rule, topic, where),
            Time = TextOf(rule, "time", where) is { } time ? JsonPath.Parse(time) : null,
            Seq = TextOf(rule, "seq", where) is { } seq ? JsonPath.Parse(seq) : null,
            Status = ReadStatus(rule, where),
        };
        return read.Values.Count > 0 != read.Status is not null
            ? read
            : throw new MappingException($"{where}: has either 'values', 'value' or {{quantity}} in its topic, or 'status'");
    }

    // "values" for an object; "value" names the quantity of a payload that is a number, and {quantity} does so by the topic.
    private static IReadOnlyList<MappedValue> ReadValues(JsonElement rule, TopicPattern topic, string where)
    {
        string? name = TextOf(rule, "value", where);
        if (MemberOf(rule, "values", where, JsonValueKind.Object) is not { } values)
        {
            return name is not null || topic.HasQuantity ? [ReadValue(name ?? "", JsonPath.Whole, rule, where)] : [];
        }

        if (name is not null || topic.HasQuantity)
        {
            throw new MappingException($"{where}: 'values' stands beside 'value' or {{quantity}}");
        }

        return [.. values.EnumerateObject().Select(value => ReadMember(value, $"{where}, '{value.Name}'"))];
    }

    private static MappedValue ReadMember(JsonProperty value, string where)
    {
        if (value.Value.ValueKind == JsonValueKind.String)
        {
            return new MappedValue(value.Name, JsonPath.Parse(value.Value.GetString()!), "", 1, 0);
        }

        CheckMembers(value.Value, ValueMembers, where);
        string path = TextOf(value.Value, "path", where) ?? throw new MappingException($"{where}: 'path' is missing");
        return ReadValue(value.Name, JsonPath.Parse(path), value.Value, where);
    }

    private static MappedValue ReadValue(string name, JsonPath path, JsonElement from, string where) =>
        new(name, path, TextOf(from, "unit", where) ?? "", NumberOf(from, "factor", 1, where), NumberOf(from, "offset", 0, where));

    private static (string Online, string Offline)? ReadStatus(JsonElement rule, string where)
    {
        if (MemberOf(rule, "status", where, JsonValueKind.Object) is not { } status)
        {
            return null;
        }

        CheckMembers(status, StatusMembers, $"{where}, 'status'");
        return (TextOf(status, "online", where) ?? StatusText.Online, TextOf(status, "offline", where) ?? StatusText.Offline);
    }

    private static void CheckMembers(JsonElement element, string[] known, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new MappingException($"{where} is not an object");
        }

        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                throw new MappingException($"{where}: '{member.Name}' is not known; it may have {string.Join(", ", known)}");
            }
        }
    }

    private static JsonElement? MemberOf(JsonElement element, string name, string where, JsonValueKind kind)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out JsonElement member))
        {
            return null;
        }

        string expected = kind == JsonValueKind.Array ? "an array" : "an object";
        return member.ValueKind == kind ? member : throw new MappingException($"{where}: '{name}' is not {expected}");
    }

    private static string? TextOf(JsonElement element, string name, string where)
    {
        if (!element.TryGetProperty(name, out JsonElement member))
        {
            return null;
        }

        return member.ValueKind == JsonValueKind.String && member.GetString() is { Length: > 0 and <= ReadingValue.TextCharsMax } text
            ? text
            : throw new MappingException($"{where}: '{name}' is not a text of 1 to {ReadingValue.TextCharsMax} characters");
    }

    private static decimal NumberOf(JsonElement element, string name, decimal usual, string where)
    {
        if (!element.TryGetProperty(name, out JsonElement member))
        {
            return usual;
        }

        return JsonPayload.IsNumber(member, out decimal number) && Math.Abs(number) <= 1_000_000_000
            ? number
            : throw new MappingException($"{where}: '{name}' is not a number from -1000000000 to 1000000000");
    }
}
