using System.Text.RegularExpressions;

namespace SensorNet.Architecture.Tests;

/// <summary>Holds the tables of docs/settings.md against the readers of the three firmwares.</summary>
[TestClass]
public sealed partial class SettingsPageTests
{
    private static readonly Lazy<SourceTree> Sources = new(() => SourceTree.Read("shared"));
    private static readonly Lazy<SettingsPage> Page = new(SettingsPage.Read);

    public static IEnumerable<object[]> Firmwares =>
        [
            ["SensorNode", "NodeSettingsReader"], ["ConstrainedNode", "ConstrainedSettingsReader"],
            ["Gateway on an ESP32", "GatewayNodeSettingsReader"]];

    [TestMethod]
    [DynamicData(nameof(Firmwares))]
    public void Every_setting_has_one_row_and_every_row_is_a_setting(string heading, string reader)
    {
        var asked = Calls(reader).Select(call => call.Key).Distinct().Order(StringComparer.Ordinal).ToArray();
        var rows = Page.Value.RowsOf(heading).Select(row => row.Key).Order(StringComparer.Ordinal).ToArray();

        Assert.IsGreaterThan(10, asked.Length, "the reader's calls are found");
        CollectionAssert.AreEqual(asked, rows, $"asked for: {string.Join(", ", asked)}; rows: {string.Join(", ", rows)}");
    }

    [TestMethod]
    [DynamicData(nameof(Firmwares))]
    public void Ranges_words_and_defaults_are_those_of_the_code(string heading, string reader)
    {
        var rows = Page.Value.RowsOf(heading).ToDictionary(row => row.Key);
        var problems = Calls(reader).SelectMany(call => ProblemsOf(call, rows[call.Key])).ToArray();

        Assert.IsEmpty(problems, string.Join('\n', problems));
    }

    [TestMethod]
    public void A_reader_is_followed_to_its_constants_and_initial_values()
    {
        var tree = new SourceTree([
            ("shared/A/Document.cs", "class SettingsDocument { public int Integer(string key, int absent, int min, int max) => absent; }"),
            ("shared/A/Settings.cs", "class Settings { public int Wait = 15 * 60 * 1000; public const int Most = 7; }"),
            (
                "shared/A/Common.cs",
                "class Common { public static int Pin(SettingsDocument d, string key, int absent) => d.Integer(key, absent, 0, 33); }"),
            ("shared/A/Reader.cs", """
                class Reader
                {
                    static void Read(SettingsDocument d, Settings s)
                    {
                        d.Integer("wait", s.Wait / 1000, -1, Settings.Most);
                        Common.Pin(d, "pin", 21);
                    }
                }
                """)]);

        var calls = SettingsReaderCalls.Of(tree, "Reader");

        CollectionAssert.AreEqual(
            new[] { ("wait", "900", -1L, 7L), ("pin", "21", 0L, 33L) },
            calls.Select(call => (call.Key, call.Default!, call.Min!.Value, call.Max!.Value)).ToArray());
    }

    private static IReadOnlyList<SettingCall> Calls(string reader) => SettingsReaderCalls.Of(Sources.Value, reader);

    private static IEnumerable<string> ProblemsOf(SettingCall call, SettingRow row)
    {
        if (call.Kind == "Integer" && Numbers().Match(row.Allowed).Value != $"{call.Min} to {call.Max}")
        {
            yield return $"{call.Key}: the code allows {call.Min} to {call.Max}, the page \"{row.Allowed}\"";
        }

        if (call.Kind == "Text" && Bytes().Match(row.Allowed) is { Success: true } bytes && bytes.Value != BytesText(call))
        {
            yield return $"{call.Key}: the code allows {BytesText(call)}, the page {bytes.Value}";
        }

        foreach (var word in call.Words.Where(word => !row.Allowed.Contains($"`\"{word}\"`", StringComparison.Ordinal)))
        {
            yield return $"{call.Key}: the code allows \"{word}\", the page does not";
        }

        if (DefaultOf(call) is { } value && row.Default != value)
        {
            yield return $"{call.Key}: the default is {value} in the code and {row.Default} on the page";
        }
    }

    // A number outside the range stands for none.
    private static string? DefaultOf(SettingCall call) =>
        long.TryParse(call.Default, out var number) && (number < call.Min || number > call.Max) ? "none" : call.Default;

    private static string BytesText(SettingCall call) => call.Min == call.Max ? $"{call.Max} bytes" : $"{call.Min} to {call.Max} bytes";

    [GeneratedRegex(@"^-?\d+ to -?\d+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(\d+ to )?\d+ bytes")]
    private static partial Regex Bytes();
}
