using System.Globalization;
using System.Reflection;
using System.Text;
using SensorNet.GatewayService.Hosting;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Tests.Settings;

[TestClass]
public sealed class SettingsTableTests
{
    public static IEnumerable<object[]> Keys => SettingsTable.All.Select(setting => new object[] { setting.Key });

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void A_default_is_allowed(string key)
    {
        Setting setting = Find(key);
        if (setting.Declaration.Default is "" or "sensornet-gateway-<id>")
        {
            return;
        }

        LoadedSettings loaded = new LoadedSettings((key, setting.Declaration.Default));

        Assert.IsEmpty(loaded.Problems, string.Join('\n', loaded.Problems));
        ServiceSettings unset = new LoadedSettings().Settings!;
        PropertyInfo section = unset.GetType().GetProperty(key.Split(':')[0])!;
        Assert.AreEqual(
            Text(setting, section.GetValue(unset)!), Text(setting, section.GetValue(loaded.Settings)!), "what is written is what holds without it");
    }

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void Help_names_it_with_what_is_allowed_and_its_default(string key)
    {
        Setting setting = Find(key);
        string line = Usage.Text().Split('\n').Single(text => text.TrimStart().StartsWith(key + " ", StringComparison.Ordinal));

        StringAssert.Contains(line, setting.Declaration.Help, StringComparison.Ordinal);
        StringAssert.Contains(line, setting.Declaration.Allowed, StringComparison.Ordinal);
        StringAssert.Contains(line, setting.Declaration.Default, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Help_needs_no_more_than_ASCII() =>
        Assert.IsTrue(Usage.Text().All(char.IsAscii), new string(Usage.Text().Where(letter => !char.IsAscii(letter)).ToArray()));

    [TestMethod]
    public void The_documentation_has_the_same_table()
    {
        StringBuilder table = new StringBuilder("| key | allowed | default | |\n|---|---|---|---|\n");
        foreach (Setting setting in SettingsTable.All)
        {
            string fallback = setting.Declaration.Default.Length == 0 ? "" : $"`{setting.Declaration.Default}`";
            table.Append(
                CultureInfo.InvariantCulture, $"| `{setting.Key}` | {setting.Declaration.Allowed} | {fallback} | {setting.Declaration.Help} |\n");
        }

        string page = File.ReadAllText(Path.Combine(Root(), "docs", "gateway-settings.md")).ReplaceLineEndings("\n");

        Assert.Contains(table.ToString(), page, $"docs/gateway-settings.md must have this table:\n{table}");
    }

    private static Setting Find(string key) => SettingsTable.All.Single(setting => setting.Key == key);

    private static string Text(Setting setting, object section) =>
        setting.Property.GetValue(section) is System.Collections.IEnumerable list and not string
            ? string.Join(',', list.Cast<object>())
            : $"{setting.Property.GetValue(section)}";

    private static string Root()
    {
        DirectoryInfo folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Firmware.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no Firmware.sln above the tests");
        }

        return folder.FullName;
    }
}
