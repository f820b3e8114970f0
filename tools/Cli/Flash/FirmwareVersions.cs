namespace SensorNet.Cli.Flash;

/// <summary>The versions of nanoFramework's firmware that <c>nanoff --listtargets</c> lists: up to three for each build.</summary>
internal static class FirmwareVersions
{
    private const int NameIndent = 2;
    private const int VersionIndent = 4;

    /// <summary>nanoff lists three; a board is not written more often than that.</summary>
    private const int VersionsMax = 3;

    /// <param name="lines">What nanoff wrote: the name of a build, and its versions below it, further in.</param>
    /// <param name="target">The build.</param>
    /// <returns>The newest first.</returns>
    public static IReadOnlyList<string> Read(IReadOnlyList<string> lines, string target)
    {
        int name = lines.ToList().FindIndex(line => Indent(line) == NameIndent && line.Trim() == target);
        return name < 0
            ? []
            :
            [
                .. lines.Skip(name + 1)
                    .TakeWhile(line => Indent(line) == VersionIndent)
                    .Select(line => line.Trim())
                    .Where(line => Version.TryParse(line, out _))
                    .OrderByDescending(Version.Parse)
                    .Take(VersionsMax),
            ];
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;
}
