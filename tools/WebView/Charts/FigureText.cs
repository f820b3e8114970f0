using System.Globalization;

namespace SensorNet.WebView.Charts;

/// <summary>How a figure of a chart is written.</summary>
public static class FigureText
{
    private const double Small = 0.001;

    /// <summary>With about as many digits as a sensor has; a dash where there is none.</summary>
    public static string Of(double? value) => value switch
    {
        null => "–",
        0 => "0",
        { } number when Math.Abs(number) < Small => number.ToString("G3", CultureInfo.InvariantCulture),
        { } number when Math.Abs(number) < 100 => number.ToString("0.###", CultureInfo.InvariantCulture),
        { } number when Math.Abs(number) < 1e9 => number.ToString("0.##", CultureInfo.InvariantCulture),
        { } number => number.ToString("G6", CultureInfo.InvariantCulture),
    };
}
