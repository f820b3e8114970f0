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
    public static Quantity Of(string name, decimal value, string unit) => name switch
    {
        Quantity.Temperature => Temperature(value, unit),
        Quantity.Humidity => unit is "" or "%" or RelativeHumidity ? new Quantity(name, value, RelativeHumidity) : new Quantity(name, value, unit),
        Quantity.Pressure => Pressure(value, unit),
        _ => new Quantity(name, value, unit),
    };

    private static Quantity Temperature(decimal value, string unit) => unit switch
    {
        "" or "C" or "°C" or "℃" or "Celsius" => new Quantity(Quantity.Temperature, value, Celsius),
        "F" or "°F" or "℉" or "Fahrenheit" => new Quantity(Quantity.Temperature, decimal.Round((value - 32) * 5 / 9, DecimalsMax), Celsius),
        "K" or "Kelvin" => new Quantity(Quantity.Temperature, value - 273.15m, Celsius),
        _ => new Quantity(Quantity.Temperature, value, unit),
    };

    private static Quantity Pressure(decimal value, string unit) => unit switch
    {
        "" or "hPa" or "mbar" or "mb" => new Quantity(Quantity.Pressure, value, Hectopascal),
        "Pa" => new Quantity(Quantity.Pressure, value / 100, Hectopascal),
        "kPa" => new Quantity(Quantity.Pressure, value * 10, Hectopascal),
        "bar" => new Quantity(Quantity.Pressure, value * 1000, Hectopascal),
        "mmHg" => new Quantity(Quantity.Pressure, decimal.Round(value * 1.33322387m, DecimalsMax), Hectopascal),
        "inHg" => new Quantity(Quantity.Pressure, decimal.Round(value * 33.8638866m, DecimalsMax), Hectopascal),
        _ => new Quantity(Quantity.Pressure, value, unit),
    };
}
