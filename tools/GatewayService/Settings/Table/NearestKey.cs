namespace SensorNet.GatewayService.Settings.Table;

/// <summary>The setting that a misspelt key most likely means.</summary>
internal static class NearestKey
{
    /// <summary>The nearest key, where it is near enough to be meant; null otherwise.</summary>
    public static string? To(string key, IReadOnlyList<string> keys)
    {
        var nearest = keys
            .Select(candidate => (Key: candidate, Distance: Distance(key.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .MinBy(candidate => candidate.Distance);
        return nearest.Distance <= Math.Max(2, key.Length / 4) ? nearest.Key : null;
    }

    // Levenshtein's: the least insertions, deletions and replacements.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
