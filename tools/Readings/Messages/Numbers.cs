using System.Globalization;

namespace SensorNet.Readings.Messages;

/// <summary>Reads numbers as devices write them.</summary>
public static class Numbers
{
    /// <summary>A text that is longer is no number.</summary>
    public const int CharsMax = 40;

    /// <summary>No value beyond this is kept, in either direction: the nine digits behind the point that are kept still fit.</summary>
    public const decimal Max = 1_000_000_000_000_000_000m;

    /// <summary>A decimal number, with or without an exponent; blanks around it do not matter.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        ReadOnlySpan<char> number = text.Trim();
        return number.Length is > 0 and <= CharsMax
            && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && Math.Abs(value) <= Max;
    }

    /// <summary>A binary number, in the shortest digits that give it again.</summary>
    public static bool TryConvert(double value, out decimal converted)
    {
        converted = 0;
        return double.IsFinite(value) && TryParse(value.ToString("R", CultureInfo.InvariantCulture), out converted);
    }

    /// <summary>A binary number of single precision, in the shortest digits that give it again.</summary>
    public static bool TryConvert(float value, out decimal converted)
    {
        converted = 0;
        return float.IsFinite(value) && TryParse(value.ToString("R", CultureInfo.InvariantCulture), out converted);
    }
}
