namespace SensorNet.Cli.Flash;

/// <summary>One call of nanoff.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record NanoffCall(string Purpose, IReadOnlyList<string> Arguments)
{
    public const string Program = "nanoff";

    /// <summary>As one types it in a shell.</summary>
    public string CommandLine => string.Join(' ', Arguments.Select(Quote).Prepend(Program));

    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(each => char.IsAsciiLetterOrDigit(each) || "-_./:,=+\\".Contains(each))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
