using System.Globalization;
using System.Text;
using SensorNet.ConstrainedNode;
using SensorNet.Device;
using SensorNet.GatewayNode;
using SensorNet.SensorNode;

namespace SensorNet.Architecture.Tests;

/// <summary>Holds the tables of docs/settings.md against the settings that the three firmwares declare.</summary>
[TestClass]
public sealed class SettingsPageTests
{
    private static readonly byte[] Mac = [0x24, 0x0A, 0xC4, 0, 0, 1];

    public static IEnumerable<object[]> Firmwares =>
    [
        ["SensorNode", new NodeDeclarations()],
        ["ConstrainedNode", new ConstrainedDeclarations()],
        ["Gateway on an ESP32", new GatewayNodeDeclarations()],
    ];

    public static IEnumerable<object[]> Settings =>
        from firmware in Firmwares
        let all = (SettingDeclarations)firmware[1]
        from setting in Each(all)
        select new object[] { setting.Key, all };

    [TestMethod]
    [DynamicData(nameof(Firmwares))]
    public void The_documentation_has_the_same_table(string heading, SettingDeclarations all)
    {
        StringBuilder table = new StringBuilder("| key | allowed | default | meaning |\n|---|---|---|---|\n");
        foreach (SettingDeclaration setting in Each(all))
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{setting.Key}` | {setting.Allowed} | {setting.DefaultText} | {setting.Help} |\n");
        }

        string page = File.ReadAllText(Path.Combine(SourceTree.Root(), "docs", "settings.md")).ReplaceLineEndings("\n");
        string section = page.Split("\n## ").Single(text => text.StartsWith(heading + "\n", StringComparison.Ordinal));

        Assert.Contains(table.ToString(), section, $"the section {heading} of docs/settings.md must have this table:\n{table}");
    }

    [TestMethod]
    [DynamicData(nameof(Settings))]
    public void A_default_is_allowed(string key, SettingDeclarations all)
    {
        if (all.Find(key).Default is { } value)
        {
            Assert.IsNull(all.Check(key, value));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Settings))]
    public void What_a_value_by_itself_breaks_the_document_breaks_as_well(string key, SettingDeclarations all)
    {
        SettingDeclaration setting = all.Find(key);
        string value = setting.Kind switch
        {
            SettingKind.Integer => $"{setting.Maximum + 1L}",
            SettingKind.Text => new string('x', setting.Maximum + 1),
            _ => "neither",
        };
        string json = setting.Kind == SettingKind.Integer ? value : $"\"{value}\"";

        string problem = all.Check(key, value)!;

        Assert.StartsWith($"{key}: ", problem);
        Assert.Contains(problem[(key.Length + 2)..], string.Join('\n', all.CheckDocument(Encoding.UTF8.GetBytes($$"""{"{{key}}":{{json}}}"""), Mac)));
    }

    [TestMethod]
    [DynamicData(nameof(Firmwares))]
    public void The_document_knows_every_declared_key_and_no_other(string heading, SettingDeclarations all)
    {
        string problem = all.CheckDocument("{\"nothing\":1}"u8.ToArray(), Mac).Single(text => text.StartsWith("nothing", StringComparison.Ordinal));
        string[] asked = problem.Split("the settings are ")[1].Split(", ");

        CollectionAssert.AreEquivalent(Each(all).Select(setting => setting.Key).ToArray(), asked, heading);
    }

    private static IEnumerable<SettingDeclaration> Each(SettingDeclarations all) => Enumerable.Range(0, all.Count).Select(all.At);
}
