using System.Text.Json;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Mapping;

/// <summary>What the messages of some topics mean.</summary>
internal sealed class MappingRule
{
    public required TopicPattern Topic { get; init; }

    /// <summary>The device, where its topics do not name it.</summary>
    public string? Device { get; init; }

    /// <summary>Empty for a rule about a status.</summary>
    public required IReadOnlyList<MappedValue> Values { get; init; }

    /// <summary>The way to the time of a reading, in milliseconds or seconds since 1970 or as ISO 8601.</summary>
    public JsonPath? Time { get; init; }

    /// <summary>The way to the number of a reading.</summary>
    public JsonPath? Seq { get; init; }

    /// <summary>The payloads of a status that mean online and offline; null for a rule about readings.</summary>
    public (string Online, string Offline)? Status { get; init; }

    public Decoded? Decode(string system, WatchedMessage message, string[] levels)
    {
        if (Topic.Match(levels) is not var (root, device, quantity) || (Device ?? device) is not { Length: > 0 } id)
        {
            return null;
        }

        Decoded decoded = new Decoded(system, root ?? "", id, Status is null ? MessageKind.Readings : MessageKind.Status) { IsPart = true };
        if (Status is var (online, offline))
        {
            return decoded with { Status = StatusText.Of(message, online, offline) };
        }

        bool isNumber = Values is [{ Path: var path }] && path == JsonPath.Whole;
        return isNumber ? DecodeNumber(decoded, message, Values[0], quantity) : DecodeObject(decoded, message);
    }

    private static Decoded DecodeNumber(Decoded decoded, WatchedMessage message, MappedValue mapped, string? quantity)
    {
        if (!NumberPayload.TryRead(message, out decimal value))
        {
            return decoded with { Problem = "the payload is not a number" };
        }

        QuantityList quantities = new QuantityList();
        Add(quantities, mapped with { Name = quantity ?? mapped.Name }, value);
        return decoded with { Reading = ReportedReading.Of(quantities.All) };
    }

    private Decoded DecodeObject(Decoded decoded, WatchedMessage message)
    {
        using JsonDocument? document = JsonPayload.Parse(message, out string? problem);
        if (document is null)
        {
            return decoded with { Problem = problem };
        }

        QuantityList quantities = new QuantityList();
        foreach (MappedValue mapped in Values)
        {
            if (mapped.Path.Find(document.RootElement) is not { ValueKind: not JsonValueKind.Null } found)
            {
                continue;
            }

            if (!Numbers.TryParse(JsonPayload.Text(found), out decimal value))
            {
                return decoded with { Problem = $"'{mapped.Name}' is not a number" };
            }

            Add(quantities, mapped, value);
        }

        JsonElement? seq = Seq?.Find(document.RootElement);
        return decoded with
        {
            Reading = new ReportedReading(
                seq is { } given && JsonPayload.IsNumber(given, out decimal number) && number is >= 0 and <= long.MaxValue ? (long)number : null,
                null,
                Time?.Find(document.RootElement) is { } time ? MappedTime.Read(time) : null,
                quantities.All,
                []),
        };
    }

    private static void Add(QuantityList quantities, MappedValue mapped, decimal value)
    {
        decimal scaled = (value * mapped.Factor) + mapped.Offset;
        if (Math.Abs(scaled) <= Numbers.Max)
        {
            quantities.Add(mapped.Name, scaled, mapped.Unit);
        }
    }
}
