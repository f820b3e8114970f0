namespace SensorNet.Architecture.Tests;

/// <summary>docs/settings.md: a section for each firmware, and in it a table with a row for each setting.</summary>
internal sealed class SettingsPage
{
    private readonly string[] _lines;

    public SettingsPage(string text) => _lines = text.ReplaceLineEndings("\n").Split('\n');

    public static SettingsPage Read() => new(File.ReadAllText(Path.Combine(SourceTree.Root(), "docs", "settings.md")));

    /// <summary>The rows below a heading, up to the next heading of its level. A row begins with its key in backticks.</summary>
    public IReadOnlyList<SettingRow> RowsOf(string heading) =>
        [.. _lines.SkipWhile(line => line != $"## {heading}").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(Row)];

    private static SettingRow Row(string line)
    {
        var cells = line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray();
        return new SettingRow(cells[0].Trim('`'), cells[1], cells[2].Trim('`'));
    }
}
