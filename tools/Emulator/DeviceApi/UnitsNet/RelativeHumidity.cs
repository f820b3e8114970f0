using System;
using UnitsNet.Units;

namespace UnitsNet;

/// <summary>A relative humidity, with its unit.</summary>
public struct RelativeHumidity
{
    private readonly double _value;
    private readonly RelativeHumidityUnit _unit;

    /// <summary>A value in a unit.</summary>
    public RelativeHumidity(double value, RelativeHumidityUnit unit)
    {
        _value = value;
        _unit = unit;
    }

    /// <summary>The unit that conversions go through.</summary>
    public static RelativeHumidityUnit BaseUnit { get; } = RelativeHumidityUnit.Percent;

    /// <summary>The largest value.</summary>
    public static RelativeHumidity MaxValue { get; } = new(double.MaxValue, BaseUnit);

    /// <summary>The smallest value.</summary>
    public static RelativeHumidity MinValue { get; } = new(double.MinValue, BaseUnit);

    /// <summary>0 in the base unit.</summary>
    public static RelativeHumidity Zero { get; } = new(0, BaseUnit);

    /// <summary>The number, in <see cref="Unit"/>.</summary>
    public double Value => _value;

    /// <summary>The unit of <see cref="Value"/>.</summary>
    public RelativeHumidityUnit Unit => _unit;

    /// <summary>The value in %.</summary>
    public double Percent => As(RelativeHumidityUnit.Percent);

    /// <summary>From a value in %.</summary>
    public static RelativeHumidity FromPercent(double percent) => new(percent, RelativeHumidityUnit.Percent);

    /// <summary>From a value in a unit.</summary>
    public static RelativeHumidity From(double value, RelativeHumidityUnit fromUnit) => new(value, fromUnit);

    /// <summary>The value in a unit.</summary>
    public double As(RelativeHumidityUnit unit)
    {
        if (unit == _unit)
        {
            return _value;
        }

        double baseValue = _unit switch
        {
            RelativeHumidityUnit.Percent => _value,
            _ => throw new NotImplementedException($"Unit {_unit}."),
        };
        return unit switch
        {
            RelativeHumidityUnit.Percent => baseValue,
            _ => throw new NotImplementedException($"Unit {unit}."),
        };
    }

    /// <summary>The same in a unit.</summary>
    public RelativeHumidity ToUnit(RelativeHumidityUnit unit) => new(As(unit), unit);
}
