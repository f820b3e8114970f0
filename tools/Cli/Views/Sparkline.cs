namespace SensorNet.Cli.Views;

/// <summary>A line of text that shows how a value went.</summary>
internal static class Sparkline
{
    private const string UnicodeLevels = "▁▂▃▄▅▆▇█";
    private const string AsciiLevels = "_.,-~=+#";

    /// <param name="values">Oldest first.</param>
    /// <param name="spanMin">A smaller range than this is drawn as if it were this wide, so that noise stays small.</param>
    /// <param name="unicode">False for terminals that have no block characters.</param>
    public static string Draw(IReadOnlyList<decimal> values, decimal spanMin, bool unicode)
    {
        if (values.Count == 0)
        {
            return "";
        }

        string levels = unicode ? UnicodeLevels : AsciiLevels;
        decimal low = values.Min();
        decimal high = values.Max();
        if (high - low < spanMin)
        {
            decimal middle = (high + low) / 2;
            low = middle - (spanMin / 2);
            high = middle + (spanMin / 2);
        }

        return string.Concat(values.Select(value => levels[Level(value, low, high, levels.Length)]));
    }

    private static int Level(decimal value, decimal low, decimal high, int count) =>
        Math.Clamp((int)((value - low) / (high - low) * count), 0, count - 1);
}
