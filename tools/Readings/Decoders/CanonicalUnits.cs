using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Decoders;

/// <summary>
/// The three quantities that everybody has come in one unit each, °C, %RH and hPa, so that devices of different systems can be laid over each
/// other; every other quantity keeps the unit it has.
/// </summary>
internal static class CanonicalUnits
{
    private const string Celsius = "°C";
    private const string RelativeHumidity = "%RH";
    private const string Hectopascal = "hPa";

    /// <summary>Converted values are rounded to so many digits behind the point.</summary>
    private const int DecimalsMax = 3;

    /// <param name="name">What was measured.</param>
    /// <param name="value">The number as sent.</param>
    /// <param name="unit">The unit as sent; empty for the one that the quantity usually has.</param>
    public static ReadingValue Of(string name, decimal value, string unit) => name switch
    {
        ReadingValue.Temperature => Temperature(value, unit),
        ReadingValue.Humidity => new ReadingValue(name, value, unit is "" or "%" ? RelativeHumidity : unit),
        ReadingValue.Pressure => Pressure(value, unit),
        _ => new ReadingValue(name, value, unit),
    };

    private static ReadingValue Temperature(decimal value, string unit) => unit switch
    {
        "" or "C" or "°C" or "℃" or "Celsius" => new ReadingValue(ReadingValue.Temperature, value, Celsius),
        "F" or "°F" or "℉" or "Fahrenheit" => new ReadingValue(ReadingValue.Temperature, decimal.Round((value - 32) * 5 / 9, DecimalsMax), Celsius),
        "K" or "Kelvin" => new ReadingValue(ReadingValue.Temperature, value - 273.15m, Celsius),
        _ => new ReadingValue(ReadingValue.Temperature, value, unit),
    };

    private static ReadingValue Pressure(decimal value, string unit) => unit switch
    {
        "" or "hPa" or "mbar" or "mb" => new ReadingValue(ReadingValue.Pressure, value, Hectopascal),
        "Pa" => new ReadingValue(ReadingValue.Pressure, value / 100, Hectopascal),
        "kPa" => new ReadingValue(ReadingValue.Pressure, value * 10, Hectopascal),
        "bar" => new ReadingValue(ReadingValue.Pressure, value * 1000, Hectopascal),
        "mmHg" => new ReadingValue(ReadingValue.Pressure, decimal.Round(value * 1.33322387m, DecimalsMax), Hectopascal),
        "inHg" => new ReadingValue(ReadingValue.Pressure, decimal.Round(value * 33.8638866m, DecimalsMax), Hectopascal),
        _ => new ReadingValue(ReadingValue.Pressure, value, unit),
    };
}
