using System.Globalization;

namespace SensorNet.Readings.Wording;

/// <summary>How a measured value is written.</summary>
public static class NumberText
{
    /// <summary>Digits behind the point that anyone reads.</summary>
    private const int DecimalsMax = 6;

    /// <summary>The digits as sent; a number with more than anyone reads is shortened.</summary>
    public static string Of(decimal value) =>
        (value.Scale > DecimalsMax ? decimal.Round(value, DecimalsMax) : value).ToString(CultureInfo.InvariantCulture);
}
