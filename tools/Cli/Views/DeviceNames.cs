namespace SensorNet.Cli.Views;

/// <summary>Cuts the names of devices to a width, so that they can still be told apart.</summary>
internal static class DeviceNames
{
    /// <returns>The names in their order; null where a cut one could be any of several.</returns>
    /// <param name="names">What is to be shown.</param>
    /// <param name="width">Columns.</param>
    /// <param name="ellipsis">Stands for what is left out.</param>
    public static string[]? Fit(IReadOnlyList<string> names, int width, string ellipsis)
    {
        int samePart = CommonBeginning(names);
        int lettersMax = Math.Max(0, width - CellText.EllipsisWidth);
        Func<string, string>[] cuts =
        [
            name => CellText.Cut(name, width, ellipsis),
            name => CellText.CutInside(name, width, lettersMax / 2, ellipsis),
            name => CellText.CutInside(name, width, lettersMax, ellipsis),
            name => CellText.Width(name) <= width ? name : CellText.Cut(ellipsis + name[samePart..], width, ellipsis),
        ];
        return cuts
            .Select(cut => names.Select(cut).ToArray())
            .FirstOrDefault(shown => CanBeToldApart(names, shown, ellipsis));
    }

    /// <summary>The names cut as usual, whether they can be told apart or not.</summary>
    public static string[] Cut(IReadOnlyList<string> names, int width, string ellipsis) =>
        [.. names.Select(name => CellText.Cut(name, width, ellipsis))];

    private static bool CanBeToldApart(IReadOnlyList<string> names, string[] shown, string ellipsis)
    {
        for (int i = 0; i < shown.Length; i++)
        {
            if (shown[i] != names[i] && names.Any(other => other != names[i] && CouldBe(shown[i], other, ellipsis)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a name that was cut could be another: 'livingroo…' could be 'livingroom' and 'livingroom2'.</summary>
    private static bool CouldBe(string cut, string other, string ellipsis)
    {
        string[] parts = cut.Split(ellipsis);
        return other.StartsWith(parts[0], StringComparison.Ordinal)
            && other.EndsWith(parts[^1], StringComparison.Ordinal)
            && parts[1..^1].All(part => other.Contains(part, StringComparison.Ordinal));
    }

    private static int CommonBeginning(IReadOnlyList<string> names)
    {
        int common = names.Count == 0 ? 0 : names[0].Length;
        foreach (string name in names)
        {
            common = Math.Min(common, name.AsSpan().CommonPrefixLength(names[0]));
        }

        // Not between the halves of a character.
        return common > 0 && char.IsHighSurrogate(names[0][common - 1]) ? common - 1 : common;
    }
}
