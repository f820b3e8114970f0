namespace SensorNet.GatewayService.Settings.Table;

/// <summary>The setting that a misspelt key most likely means.</summary>
internal static class NearestKey
{
    /// <summary>The nearest key, where it is near enough to be meant; null otherwise.</summary>
    public static string? To(string key, IReadOnlyList<string> keys)
    {
        (string Key, int Distance) nearest = keys
            .Select(candidate => (Key: candidate, Distance: Distance(key.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .MinBy(candidate => candidate.Distance);
        return nearest.Distance <= Math.Max(2, key.Length / 4) ? nearest.Key : null;
    }

    // Levenshtein's: the least insertions, deletions and replacements.
    private static int Distance(string from, string to)
    {
        int[] row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
