namespace SensorNet.Readings.Mapping;

/// <summary>Where a quantity is in a payload.</summary>
/// <param name="Name">The quantity.</param>
/// <param name="Path">The way to it; empty for a payload that is a number.</param>
/// <param name="Unit">Its unit as sent; empty for none.</param>
/// <param name="Factor">What the number is multiplied with.</param>
/// <param name="Offset">What is added after that.</param>
internal sealed record MappedValue(string Name, JsonPath Path, string Unit, decimal Factor, decimal Offset);
