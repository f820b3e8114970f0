using System.Text.Json;

namespace SensorNet.Readings.Messages;

/// <summary>One member of a flat JSON object.</summary>
/// <param name="Key">The key as sent.</param>
/// <param name="Kind">The value's JSON kind.</param>
/// <param name="Text">A string's characters; for every other kind the JSON as sent.</param>
public sealed record JsonField(string Key, JsonValueKind Kind, string Text)
{
    /// <summary>Whether it is a number that can be kept, under a name that can be kept.</summary>
    public bool IsQuantity(out decimal value)
    {
        value = 0;
        return Kind == JsonValueKind.Number && Key.Length is > 0 and <= ReadingValue.TextCharsMax && Numbers.TryParse(Text, out value);
    }
}
