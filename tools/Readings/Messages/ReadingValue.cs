namespace SensorNet.Readings.Messages;

/// <summary>One measured value.</summary>
/// <param name="Name">What was measured, as the device says it; not safe to show.</param>
/// <param name="Value">The number, with the digits that were sent.</param>
/// <param name="Unit">Its unit, such as <c>°C</c>; empty where none is known. Not safe to show.</param>
public sealed record ReadingValue(string Name, decimal Value, string Unit)
{
    public const string Temperature = "temperature";
    public const string Humidity = "humidity";
    public const string Pressure = "pressure";

    /// <summary>The quantities that everybody has: they come in °C, %RH and hPa, and have columns of their own.</summary>
    public static readonly string[] CommonNames = [Temperature, Humidity, Pressure];

    /// <summary>A longer name or unit is not taken.</summary>
    public const int TextCharsMax = 128;
}
