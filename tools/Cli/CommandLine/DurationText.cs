using System.Globalization;

namespace SensorNet.Cli.CommandLine;

/// <summary>Durations as one types them: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>2h</c>, <c>1d</c>; a bare number is seconds.</summary>
internal static class DurationText
{
    public const string Forms = "a number with ms, s, m, h or d (such as 500ms, 30s or 5m)";

    // Longest first: "ms" also ends with "s".
    private static readonly (string Suffix, double Ms)[] SuffixUnits =
        [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    /// <summary>False for what is no duration or is longer than <see cref="TimeSpan"/> can hold.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        (string suffix, double unitMs) = SuffixUnits.FirstOrDefault(unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal));
        ReadOnlySpan<char> number = text.AsSpan(0, text.Length - (suffix?.Length ?? 0));
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
        {
            return false;
        }

        double ms = value * (suffix is null ? 1_000 : unitMs);
        if (!(ms <= TimeSpan.MaxValue.TotalMilliseconds / 2))
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds(ms);
        return true;
    }

    /// <summary>In the largest unit that gives a whole number.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        double ms = duration.TotalMilliseconds;
        (string suffix, double unitMs) = SuffixUnits.Last(unit => ms % unit.Ms == 0 || unit.Ms == 1);
        return (ms / unitMs).ToString(CultureInfo.InvariantCulture) + suffix;
    }
}
