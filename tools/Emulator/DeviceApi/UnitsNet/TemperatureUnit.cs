namespace UnitsNet.Units;

/// <summary>Units of a temperature; those that a board's firmware meets.</summary>
public enum TemperatureUnit
{
    /// <summary>Degree Celsius.</summary>
    DegreeCelsius = 1,

    /// <summary>Degree Fahrenheit.</summary>
    DegreeFahrenheit = 3,

    /// <summary>Kelvin.</summary>
    Kelvin = 8,

    /// <summary>Thousandth of a degree Celsius.</summary>
    MillidegreeCelsius = 9,
}
