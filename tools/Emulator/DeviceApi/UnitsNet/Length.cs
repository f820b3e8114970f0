using System;
using UnitsNet.Units;

namespace UnitsNet;

/// <summary>A length, with its unit.</summary>
public struct Length
{
    private readonly double _value;
    private readonly LengthUnit _unit;

    /// <summary>A value in a unit.</summary>
    public Length(double value, LengthUnit unit)
    {
        _value = value;
        _unit = unit;
    }

    /// <summary>The unit that conversions go through.</summary>
    public static LengthUnit BaseUnit { get; } = LengthUnit.Meter;

    /// <summary>The largest value.</summary>
    public static Length MaxValue { get; } = new(double.MaxValue, BaseUnit);

    /// <summary>The smallest value.</summary>
    public static Length MinValue { get; } = new(double.MinValue, BaseUnit);

    /// <summary>0 in the base unit.</summary>
    public static Length Zero { get; } = new(0, BaseUnit);

    /// <summary>The number, in <see cref="Unit"/>.</summary>
    public double Value => _value;

    /// <summary>The unit of <see cref="Value"/>.</summary>
    public LengthUnit Unit => _unit;

    /// <summary>The value in ft.</summary>
    public double Feet => As(LengthUnit.Foot);

    /// <summary>The value in km.</summary>
    public double Kilometers => As(LengthUnit.Kilometer);

    /// <summary>The value in m.</summary>
    public double Meters => As(LengthUnit.Meter);

    /// <summary>The value in mm.</summary>
    public double Millimeters => As(LengthUnit.Millimeter);

    /// <summary>From a value in ft.</summary>
    public static Length FromFeet(double feet) => new(feet, LengthUnit.Foot);

    /// <summary>From a value in km.</summary>
    public static Length FromKilometers(double kilometers) => new(kilometers, LengthUnit.Kilometer);

    /// <summary>From a value in m.</summary>
    public static Length FromMeters(double meters) => new(meters, LengthUnit.Meter);

    /// <summary>From a value in mm.</summary>
    public static Length FromMillimeters(double millimeters) => new(millimeters, LengthUnit.Millimeter);

    /// <summary>From a value in a unit.</summary>
    public static Length From(double value, LengthUnit fromUnit) => new(value, fromUnit);

    /// <summary>The value in a unit.</summary>
    public double As(LengthUnit unit)
    {
        if (unit == _unit)
        {
            return _value;
        }

        double baseValue = _unit switch
        {
            LengthUnit.Foot => _value * 0.3048,
            LengthUnit.Kilometer => _value * 1000,
            LengthUnit.Meter => _value,
            LengthUnit.Millimeter => _value / 1000,
            _ => throw new NotImplementedException($"Unit {_unit}."),
        };
        return unit switch
        {
            LengthUnit.Foot => baseValue / 0.3048,
            LengthUnit.Kilometer => baseValue / 1000,
            LengthUnit.Meter => baseValue,
            LengthUnit.Millimeter => baseValue * 1000,
            _ => throw new NotImplementedException($"Unit {unit}."),
        };
    }

    /// <summary>The same in a unit.</summary>
    public Length ToUnit(LengthUnit unit) => new(As(unit), unit);
}
