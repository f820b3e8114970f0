namespace SensorNet.Architecture.Tests;

/// <summary>How a firmware's reader asks for one setting.</summary>
/// <param name="Key">The key.</param>
/// <param name="Kind">The reader's method: Integer, Text, Boolean or Choice.</param>
/// <param name="Default">A number, true or false as text; null where it depends on other settings or there is none.</param>
/// <param name="Min">The least number, or the shortest text in bytes.</param>
/// <param name="Max">The largest number, or the longest text in bytes.</param>
/// <param name="Words">The words of a choice.</param>
internal sealed record SettingCall(string Key, string Kind, string? Default, long? Min, long? Max, IReadOnlyList<string> Words);
