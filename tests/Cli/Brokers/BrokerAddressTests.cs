using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Tests.Brokers;

[TestClass]
public sealed class BrokerAddressTests
{
    [TestMethod]
    [DataRow("localhost", "localhost", 1883, "localhost:1883")]
    [DataRow("localhost:8883", "localhost", 8883, "localhost:8883")]
    [DataRow("192.168.1.10:1", "192.168.1.10", 1, "192.168.1.10:1")]
    [DataRow("broker.example.org:65535", "broker.example.org", 65535, "broker.example.org:65535")]
    [DataRow("[::1]:1884", "::1", 1884, "[::1]:1884")]
    [DataRow("[fe80::1]", "fe80::1", 1883, "[fe80::1]:1883")]
    [DataRow("::1", "::1", 1883, "[::1]:1883")]
    [DataRow("::ffff:10.0.0.1", "::ffff:10.0.0.1", 1883, "[::ffff:10.0.0.1]:1883")]
    [DataRow("my_broker", "my_broker", 1883, "my_broker:1883")]
    public void Hosts_with_and_without_ports_are_read(string text, string host, int port, string shown)
    {
        Assert.IsTrue(BrokerAddress.TryParse(text, 1883, out BrokerAddress? address, out string? problem), problem);
        Assert.AreEqual(new BrokerAddress(host, port), address);
        Assert.AreEqual(shown, address!.ToString());
    }

    [TestMethod]
    [DataRow("", "host name")]
    [DataRow(":1883", "host name")]
    [DataRow("mqtt://localhost", "is a URL")]
    [DataRow("local host", "host name")]
    [DataRow("host/path", "host name")]
    [DataRow("localhost:", "1 to 65535")]
    [DataRow("localhost:0", "1 to 65535")]
    [DataRow("localhost:65536", "1 to 65535")]
    [DataRow("localhost:99999999999", "1 to 65535")]
    [DataRow("localhost:-1", "1 to 65535")]
    [DataRow("localhost:+1", "1 to 65535")]
    [DataRow("localhost:mqtt", "1 to 65535")]
    [DataRow("[::1", "[IPv6]:port")]
    [DataRow("[::1]1883", "[IPv6]:port")]
    [DataRow("[localhost]:1883", "[IPv6]:port")]
    [DataRow("[::zz]:1883", "host name")]
    [DataRow("a:b:c", "[IPv6]:port")]
    [DataRow("127.0.0.010", "without leading zeros")]
    [DataRow("127.0.0.010:1884", "without leading zeros")]
    [DataRow("192.168.1.300", "from 0 to 255")]
    [DataRow("127.1", "four numbers")]
    [DataRow("0x7f.1", "four numbers")]
    [DataRow("127.0.0.1.", "four numbers")]
    [DataRow("host.300", "four numbers")]
    [DataRow("[::ffff:127.0.0.010]", "host name")]
    public void Anything_else_is_refused_with_the_rule(string text, string rule)
    {
        Assert.IsFalse(BrokerAddress.TryParse(text, 1883, out BrokerAddress? address, out string? problem));
        Assert.IsNull(address);
        StringAssert.Contains(problem, rule);
    }

    [TestMethod]
    public void A_host_longer_than_a_name_can_be_is_refused()
    {
        Assert.IsTrue(BrokerAddress.TryParse(new string('a', 253), 1883, out _, out _));
        Assert.IsFalse(BrokerAddress.TryParse(new string('a', 254), 1883, out _, out _));
    }

    [TestMethod]
    [DataRow("mqtt://host", "host:1883", BrokerTransport.Tcp)]
    [DataRow("MQTT://host:1884/", "host:1884", BrokerTransport.Tcp)]
    [DataRow("mqtts://host", "host:8883", BrokerTransport.Tls)]
    [DataRow("ws://host", "ws://host:80/mqtt", BrokerTransport.Ws)]
    [DataRow("ws://host/", "ws://host:80/", BrokerTransport.Ws)]
    [DataRow("wss://[::1]:9001/a/b?c=d", "wss://[::1]:9001/a/b?c=d", BrokerTransport.Wss)]
    public void URLs_say_what_carries_MQTT(string text, string shown, object transport)
    {
        Assert.IsTrue(BrokerAddress.TryParseUrl(text, 0, out BrokerAddress? address, out string? problem), problem);
        Assert.AreEqual(shown, address!.ToString());
        Assert.AreEqual(transport, address.Transport);
    }

    [TestMethod]
    [DataRow("http://host", "must begin with mqtt://")]
    [DataRow("://host", "must begin with mqtt://")]
    [DataRow("mqtt://", "host name")]
    [DataRow("mqtt://host/path", "has a path")]
    [DataRow("ws://host:0/path", "1 to 65535")]
    [DataRow("ws://host/a b", "printable ASCII")]
    [DataRow("ws://host/a#b", "printable ASCII")]
    [DataRow("ws://me@host/", "has a user")]
    public void Other_URLs_are_refused_with_the_rule(string text, string rule)
    {
        Assert.IsFalse(BrokerAddress.TryParseUrl(text, 0, out BrokerAddress? address, out string? problem));
        Assert.IsNull(address);
        StringAssert.Contains(problem, rule);
    }
}
