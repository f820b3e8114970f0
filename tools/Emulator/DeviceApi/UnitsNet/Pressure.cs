using System;
using UnitsNet.Units;

namespace UnitsNet;

/// <summary>A pressure, with its unit.</summary>
public struct Pressure
{
    private readonly double _value;
    private readonly PressureUnit _unit;

    /// <summary>A value in a unit.</summary>
    public Pressure(double value, PressureUnit unit)
    {
        _value = value;
        _unit = unit;
    }

    /// <summary>The unit that conversions go through.</summary>
    public static PressureUnit BaseUnit { get; } = PressureUnit.Pascal;

    /// <summary>The largest value.</summary>
    public static Pressure MaxValue { get; } = new(double.MaxValue, BaseUnit);

    /// <summary>The smallest value.</summary>
    public static Pressure MinValue { get; } = new(double.MinValue, BaseUnit);

    /// <summary>0 in the base unit.</summary>
    public static Pressure Zero { get; } = new(0, BaseUnit);

    /// <summary>The number, in <see cref="Unit"/>.</summary>
    public double Value => _value;

    /// <summary>The unit of <see cref="Value"/>.</summary>
    public PressureUnit Unit => _unit;

    /// <summary>The value in bar.</summary>
    public double Bars => As(PressureUnit.Bar);

    /// <summary>The value in hPa.</summary>
    public double Hectopascals => As(PressureUnit.Hectopascal);

    /// <summary>The value in kPa.</summary>
    public double Kilopascals => As(PressureUnit.Kilopascal);

    /// <summary>The value in mbar.</summary>
    public double Millibars => As(PressureUnit.Millibar);

    /// <summary>The value in Pa.</summary>
    public double Pascals => As(PressureUnit.Pascal);

    /// <summary>From a value in bar.</summary>
    public static Pressure FromBars(double bars) => new(bars, PressureUnit.Bar);

    /// <summary>From a value in hPa.</summary>
    public static Pressure FromHectopascals(double hectopascals) => new(hectopascals, PressureUnit.Hectopascal);

    /// <summary>From a value in kPa.</summary>
    public static Pressure FromKilopascals(double kilopascals) => new(kilopascals, PressureUnit.Kilopascal);

    /// <summary>From a value in mbar.</summary>
    public static Pressure FromMillibars(double millibars) => new(millibars, PressureUnit.Millibar);

    /// <summary>From a value in Pa.</summary>
    public static Pressure FromPascals(double pascals) => new(pascals, PressureUnit.Pascal);

    /// <summary>From a value in a unit.</summary>
    public static Pressure From(double value, PressureUnit fromUnit) => new(value, fromUnit);

    /// <summary>The value in a unit.</summary>
    public double As(PressureUnit unit)
    {
        if (unit == _unit)
        {
            return _value;
        }

        double baseValue = _unit switch
        {
            PressureUnit.Bar => _value * 100000,
            PressureUnit.Hectopascal => _value * 100,
            PressureUnit.Kilopascal => _value * 1000,
            PressureUnit.Millibar => _value * 100,
            PressureUnit.Pascal => _value,
            _ => throw new NotImplementedException($"Unit {_unit}."),
        };
        return unit switch
        {
            PressureUnit.Bar => baseValue / 100000,
            PressureUnit.Hectopascal => baseValue / 100,
            PressureUnit.Kilopascal => baseValue / 1000,
            PressureUnit.Millibar => baseValue / 100,
            PressureUnit.Pascal => baseValue,
            _ => throw new NotImplementedException($"Unit {unit}."),
        };
    }

    /// <summary>The same in a unit.</summary>
    public Pressure ToUnit(PressureUnit unit) => new(As(unit), unit);
}
