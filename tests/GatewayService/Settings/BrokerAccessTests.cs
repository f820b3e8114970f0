using SensorNet.BrokerAccess.Addresses;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Tests.Settings;

/// <summary>What the broker's settings say together.</summary>
[TestClass]
public sealed class BrokerAccessTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-settings-").FullName;

    [TestCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow("tcp", "localhost:1883")]
    [DataRow("tls", "localhost:8883")]
    [DataRow("ws", "ws://localhost:80/mqtt")]
    [DataRow("wss", "wss://localhost:443/mqtt")]
    public void Without_a_port_the_transport_has_its_own(string transport, string broker) =>
        Assert.AreEqual(broker, $"{new LoadedSettings(("Broker:Transport", transport)).Settings!.Brokers.Single()}");

    [TestMethod]
    public void Several_brokers_keep_their_order_and_URLs_have_their_own_transport()
    {
        LoadedSettings loaded = new LoadedSettings(
            ("Broker:Hosts", "one, two:1884, wss://three/path?x=1, mqtts://[::1], ws://four:9001"), ("Broker:Port", "1999"));

        Assert.IsEmpty(loaded.Problems);
        BrokerAddress[] brokers = [.. loaded.Settings!.Brokers];
        CollectionAssert.AreEqual(
            new[] { "one:1999", "two:1884", "wss://three:443/path?x=1", "[::1]:8883", "ws://four:9001/mqtt" },
            brokers.Select(each => $"{each}").ToArray());
        Assert.AreEqual(BrokerTransport.Tls, brokers[3].Transport);
    }

    [TestMethod]
    [DataRow("Broker:Hosts", "http://host", "must begin with mqtt://, mqtts://, ws:// or wss://")]
    [DataRow("Broker:Hosts", "a, b:0", "1 to 65535")]
    [DataRow("Broker:Hosts", "mqtt://a/path", "has a path")]
    [DataRow("Broker:Hosts", "a,a,a,a,a,a,a,a,a", "at most 8")]
    [DataRow("Broker:WebSocketPath", "mqtt", "must begin with /")]
    [DataRow("Broker:Transport", "quic", "must be one of tcp, tls, ws, wss")]
    [DataRow("Broker:Ca", "ca.pem", "is of no use: Broker:Transport is neither tls nor wss")]
    [DataRow("Broker:TopicPrefix", "site", "end with /")]
    [DataRow("Broker:TopicPrefix", "site/+/", "without + and #")]
    [DataRow("Broker:TopicPrefix", "of/%c/", "needs Gateway:Mode transparent")]
    [DataRow("Broker:PasswordFile", "/nowhere/at/all", "cannot be read")]
    [DataRow("Broker:ClientPasswordFile", "/nowhere/at/all", "needs Gateway:Mode transparent")]
    public void What_is_not_right_is_refused_with_the_rule(string key, string value, string rule)
    {
        LoadedSettings loaded = new LoadedSettings((key, value), ("Broker:User", "me"));

        Assert.IsTrue(loaded.Problems.Any(problem => problem.Rule.Contains(rule, StringComparison.Ordinal)), string.Join('\n', loaded.Problems));
    }

    [TestMethod]
    [DataRow("Broker:Hosts", "wss://me:secret@host")]
    [DataRow("Broker:Host", "wss://me:secret@host")]
    public void A_password_in_a_URL_is_refused_and_not_shown(string key, string value)
    {
        LoadedSettings loaded = new LoadedSettings((key, value));

        Assert.DoesNotContain("secret", loaded.Problems.Single().ToString());
    }

    [TestMethod]
    public void A_CA_that_is_no_certificate_and_a_certificate_without_a_key_are_refused()
    {
        LoadedSettings loaded = new LoadedSettings(
            ("Broker:Transport", "tls"), ("Broker:Ca", Write("ca.pem", "nothing")), ("Broker:Certificate", Write("own.pem", "nothing")));

        CollectionAssert.AreEquivalent(new[] { "Broker:Ca", "Broker:Certificate" }, loaded.Problems.Select(problem => problem.Key).ToArray());
    }

    [TestMethod]
    [DataRow("a:1\n\n# of b\nb:with:colons\n", null)]
    [DataRow("a:1\nb\n", "has no clientid:password in line 2")]
    [DataRow(":1\n", "has no clientid:password in line 1")]
    [DataRow("a:\n", "has no password of 1 to 1000 characters in line 1")]
    [DataRow("a:1\na:2\n", "has a client id for the second time in line 2")]
    public void A_file_with_the_clients_passwords_is_read_by_lines(string text, string? expected)
    {
        Dictionary<string, string>? passwords = ClientPasswordFile.Read(Write("clients", text), out string? problem);

        Assert.AreEqual(expected, problem);
        Assert.AreEqual(expected is null ? "with:colons" : null, passwords?["b"]);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
