namespace SensorNet.Architecture.Tests;

/// <summary>
/// What breaks a rule and is still to be mended, a line each in known-violations.txt. A new violation fails the test, and so does a line that is not
/// true any more: the list can only become shorter.
/// </summary>
internal static class KnownViolations
{
    private static readonly HashSet<string> Lines =
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "known-violations.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))];

    /// <summary>Fails unless what was found is what is known.</summary>
    /// <param name="rule">The rule, with which its lines begin.</param>
    /// <param name="found">The violations.</param>
    /// <param name="reason">What is to be told of one.</param>
    public static void Expect(string rule, IEnumerable<string> found, Func<string, string>? reason = null)
    {
        Dictionary<string, string> all = found.Distinct().ToDictionary(violation => $"{rule}: {violation}");
        HashSet<string> known = Lines.Where(line => line.StartsWith($"{rule}: ", StringComparison.Ordinal)).ToHashSet();
        IEnumerable<string> fresh = all.Keys.Except(known).Order(StringComparer.Ordinal).Select(line => $"  new: {line}{reason?.Invoke(all[line])}");
        IEnumerable<string> gone = known.Except(all.Keys).Order(StringComparer.Ordinal).Select(
            line => $"  mended, to be taken out of known-violations.txt: {line}");
        string[] problems = [.. fresh, .. gone];
        Assert.IsEmpty(problems, $"{rule}:\n{string.Join('\n', problems)}");
    }
}
