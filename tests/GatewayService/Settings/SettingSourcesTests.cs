using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Tests.Settings;

[TestClass]
public sealed class SettingSourcesTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-settings-").FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void The_command_line_comes_before_a_file_and_a_file_before_appsettings()
    {
        Write("appsettings.json", """{ "Broker": { "Host": "a", "Port": 1, "User": "x" } }""");
        string mine = Write("mine.json", """{ "Broker": { "Host": "b", "Port": 2 } }""");

        SettingSources sources = new SettingSources(["--settings", mine, "--Broker:Host=c"], _folder);

        Assert.IsEmpty(sources.Problems);
        Assert.AreEqual("c", sources.All["Broker:Host"]);
        Assert.AreEqual("2", sources.All["Broker:Port"]);
        Assert.AreEqual("x", sources.All["Broker:User"]);
    }

    [TestMethod]
    [DataRow("\"\"")]
    [DataRow("[]")]
    public void An_empty_list_in_a_file_is_empty_and_not_the_default(string none)
    {
        Write("appsettings.json", """{ "Udp": { "Listen": ["0.0.0.0:1884", "[::]:1884"] } }""");
        string mine = Write("mine.json", $$"""{ "Udp": { "Listen": {{none}} }, "Dtls": { "Listen": "127.0.0.1:8883", "PskFile": "psk" } }""");
        SettingSources sources = new SettingSources(["--settings", mine], _folder);

        IReadOnlyList<SettingProblem> problems = ServiceSettingsLoader.Load(sources.All, sources.Written, out ServiceSettings? settings);

        Assert.IsEmpty(sources.Problems);
        Assert.IsEmpty(problems);
        Assert.IsEmpty(settings!.Udp.Listen);
    }

    [TestMethod]
    public void An_empty_value_in_a_file_takes_back_that_of_an_earlier_one()
    {
        Write("appsettings.json", """{ "Broker": { "Ca": "ca.pem" } }""");
        string mine = Write("mine.json", """{ "Broker": { "Ca": "" } }""");

        SettingSources sources = new SettingSources(["--settings", mine], _folder);

        Assert.AreEqual("", sources.All["Broker:Ca"]);
    }

    [TestMethod]
    [DataRow("Broker:Host")]
    [DataRow("-x")]
    [DataRow("--")]
    [DataRow("--Broker:Host")]
    public void An_argument_that_is_not_a_setting_is_refused(string argument)
    {
        SettingSources sources = new SettingSources([argument], _folder);

        Assert.AreEqual("command line", sources.Problems.Single().Key);
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_refused_by_name()
    {
        SettingSources sources = new SettingSources(["--settings", Path.Combine(_folder, "none.json")], _folder);

        StringAssert.Contains(sources.Problems.Single().ToString(), "none.json", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_file_that_is_not_JSON_is_refused_by_name()
    {
        string bad = Write("bad.json", "{ \"Broker\": ");

        SettingSources sources = new SettingSources(["--settings", bad], _folder);

        StringAssert.Contains(sources.Problems.Single().ToString(), "bad.json", StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
