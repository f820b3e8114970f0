using System.Text.Json;

namespace SensorNet.Readings.Messages;

/// <summary>One member of a flat JSON object.</summary>
/// <param name="Key">The key as sent.</param>
/// <param name="Kind">The value's JSON kind.</param>
/// <param name="Text">A string's characters; for every other kind the JSON as sent.</param>
public sealed record JsonField(string Key, JsonValueKind Kind, string Text);
