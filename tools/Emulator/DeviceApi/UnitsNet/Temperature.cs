using System;
using UnitsNet.Units;

namespace UnitsNet;

/// <summary>A temperature, with its unit.</summary>
public struct Temperature
{
    private readonly double _value;
    private readonly TemperatureUnit _unit;

    /// <summary>A value in a unit.</summary>
    public Temperature(double value, TemperatureUnit unit)
    {
        _value = value;
        _unit = unit;
    }

    /// <summary>The unit that conversions go through.</summary>
    public static TemperatureUnit BaseUnit { get; } = TemperatureUnit.Kelvin;

    /// <summary>The largest value.</summary>
    public static Temperature MaxValue { get; } = new(double.MaxValue, BaseUnit);

    /// <summary>The smallest value.</summary>
    public static Temperature MinValue { get; } = new(double.MinValue, BaseUnit);

    /// <summary>0 in the base unit.</summary>
    public static Temperature Zero { get; } = new(0, BaseUnit);

    /// <summary>The number, in <see cref="Unit"/>.</summary>
    public double Value => _value;

    /// <summary>The unit of <see cref="Value"/>.</summary>
    public TemperatureUnit Unit => _unit;

    /// <summary>The value in °C.</summary>
    public double DegreesCelsius => As(TemperatureUnit.DegreeCelsius);

    /// <summary>The value in °F.</summary>
    public double DegreesFahrenheit => As(TemperatureUnit.DegreeFahrenheit);

    /// <summary>The value in K.</summary>
    public double Kelvins => As(TemperatureUnit.Kelvin);

    /// <summary>The value in m°C.</summary>
    public double MillidegreesCelsius => As(TemperatureUnit.MillidegreeCelsius);

    /// <summary>From a value in °C.</summary>
    public static Temperature FromDegreesCelsius(double degreescelsius) => new(degreescelsius, TemperatureUnit.DegreeCelsius);

    /// <summary>From a value in °F.</summary>
    public static Temperature FromDegreesFahrenheit(double degreesfahrenheit) => new(degreesfahrenheit, TemperatureUnit.DegreeFahrenheit);

    /// <summary>From a value in K.</summary>
    public static Temperature FromKelvins(double kelvins) => new(kelvins, TemperatureUnit.Kelvin);

    /// <summary>From a value in m°C.</summary>
    public static Temperature FromMillidegreesCelsius(double millidegreescelsius) => new(millidegreescelsius, TemperatureUnit.MillidegreeCelsius);

    /// <summary>From a value in a unit.</summary>
    public static Temperature From(double value, TemperatureUnit fromUnit) => new(value, fromUnit);

    /// <summary>The value in a unit.</summary>
    public double As(TemperatureUnit unit)
    {
        if (unit == _unit)
        {
            return _value;
        }

        double baseValue = _unit switch
        {
            TemperatureUnit.DegreeCelsius => _value + 273.15,
            TemperatureUnit.DegreeFahrenheit => ((_value - 32) / 1.8) + 273.15,
            TemperatureUnit.Kelvin => _value,
            TemperatureUnit.MillidegreeCelsius => (_value / 1000) + 273.15,
            _ => throw new NotImplementedException($"Unit {_unit}."),
        };
        return unit switch
        {
            TemperatureUnit.DegreeCelsius => baseValue - 273.15,
            TemperatureUnit.DegreeFahrenheit => ((baseValue - 273.15) * 1.8) + 32,
            TemperatureUnit.Kelvin => baseValue,
            TemperatureUnit.MillidegreeCelsius => (baseValue - 273.15) * 1000,
            _ => throw new NotImplementedException($"Unit {unit}."),
        };
    }

    /// <summary>The same in a unit.</summary>
    public Temperature ToUnit(TemperatureUnit unit) => new(As(unit), unit);
}
