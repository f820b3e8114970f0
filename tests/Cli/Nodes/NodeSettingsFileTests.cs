using System.Text;
using System.Text.Json;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Nodes;

namespace SensorNet.Cli.Tests.Nodes;

[TestClass]
public sealed class NodeSettingsFileTests
{
    [TestMethod]
    public void Settings_without_a_file_have_what_is_set()
    {
        byte[] file = NodeSettingsFile.Empty().With("deviceId", "kitchen").With(new BrokerAddress("host", 1884)).ToBytes();
        using JsonDocument settings = JsonDocument.Parse(file);
        Assert.AreEqual("kitchen", settings.RootElement.GetProperty("deviceId").GetString());
        Assert.AreEqual("host", settings.RootElement.GetProperty("brokerHost").GetString());
        Assert.AreEqual(1884, settings.RootElement.GetProperty("brokerPort").GetInt32());
    }

    [TestMethod]
    [DataRow("not json at all")]
    [DataRow("{ \"brokerHost\" : \"x\" }\n")]
    [DataRow("")]
    public void A_file_that_nothing_changes_stays_as_it_is_whatever_is_in_it(string text) =>
        Assert.AreEqual(text, Encoding.UTF8.GetString(FromText(text).ToBytes()));

    [TestMethod]
    public void A_change_keeps_the_other_values()
    {
        byte[] file = FromText("""{"brokerHost":"old","intervalMs":5000,"unknown":[1]}""").With("brokerHost", "new").ToBytes();
        using JsonDocument settings = JsonDocument.Parse(file);
        Assert.AreEqual("new", settings.RootElement.GetProperty("brokerHost").GetString());
        Assert.AreEqual(5000, settings.RootElement.GetProperty("intervalMs").GetInt32());
        Assert.AreEqual(1, settings.RootElement.GetProperty("unknown")[0].GetInt32());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("not json")]
    [DataRow("[1]")]
    [DataRow("null")]
    [DataRow("{\"a\":1,\"a\":2}")]
    public void A_file_that_cannot_take_a_change_is_an_error_that_names_the_change(string text)
    {
        NodeSettingsFile settings = FromText(text).With("deviceId", "kitchen");
        CliException error = Assert.ThrowsExactly<CliException>(settings.ToBytes);
        StringAssert.Contains(error.Message, "deviceId cannot be changed");
    }

    [TestMethod]
    public void A_file_with_half_a_character_takes_no_change()
    {
        CliException error = Assert.ThrowsExactly<CliException>(() => FromText("""{"root":"\ud800"}""").With("brokerHost", "new").ToBytes());
        StringAssert.Contains(error.Message, "a text of the settings file has half a character");
    }

    [TestMethod]
    public void A_text_is_found_and_everything_else_is_none()
    {
        Assert.AreEqual("home", FromText("""{"wifiSsid":"home"}""").TryGetText("wifiSsid"));
        Assert.IsNull(FromText("""{"wifiSsid":5}""").TryGetText("wifiSsid"));
        Assert.IsNull(FromText("""{"wifiSsid":"\ud800"}""").TryGetText("wifiSsid"));
        Assert.IsNull(FromText("""{}""").TryGetText("wifiSsid"));
        Assert.IsNull(FromText("""not json""").TryGetText("wifiSsid"));
    }

    [TestMethod]
    public void A_file_beyond_the_size_limit_is_an_error()
    {
        CliException error = Assert.ThrowsExactly<CliException>(() => FromText(new string(' ', NodeSettingsFile.FileBytesMax + 1)));
        StringAssert.Contains(error.Message, "more than 65536 bytes");
    }

    private static NodeSettingsFile FromText(string text)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            return NodeSettingsFile.FromFile(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
