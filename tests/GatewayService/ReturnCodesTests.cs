using System.Globalization;
using System.Text;
using SensorNet.GatewayService.Hosting;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests;

/// <summary>docs/mqtt5.md says what a client is told of each reason code.</summary>
[TestClass]
public sealed class ReturnCodesTests
{
    // MQTT 5, 2.4, as far as CONNACK, PUBACK, PUBREC and SUBACK have them.
    private static readonly (int Code, string Name, string Packets)[] Codes =
    [
        (0x10, "no matching subscribers", "P"),
        (0x80, "unspecified error", "CPS"),
        (0x81, "malformed packet", "C"),
        (0x82, "protocol error", "C"),
        (0x83, "implementation specific error", "CPS"),
        (0x84, "unsupported protocol version", "C"),
        (0x85, "client identifier not valid", "C"),
        (0x86, "bad user name or password", "C"),
        (0x87, "not authorized", "CPS"),
        (0x88, "server unavailable", "C"),
        (0x89, "server busy", "C"),
        (0x8A, "banned", "C"),
        (0x8C, "bad authentication method", "C"),
        (0x8F, "topic filter invalid", "S"),
        (0x90, "topic name invalid", "CP"),
        (0x91, "packet identifier in use", "PS"),
        (0x95, "packet too large", "C"),
        (0x97, "quota exceeded", "CPS"),
        (0x99, "payload format invalid", "CP"),
        (0x9A, "retain not supported", "C"),
        (0x9B, "QoS not supported", "C"),
        (0x9C, "use another server", "C"),
        (0x9D, "server moved", "C"),
        (0x9E, "shared subscriptions not supported", "S"),
        (0x9F, "connection rate exceeded", "C"),
        (0xA1, "subscription identifiers not supported", "S"),
        (0xA2, "wildcard subscriptions not supported", "S"),
    ];

    [TestMethod]
    public void The_documentation_has_the_same_table()
    {
        StringBuilder table = new StringBuilder("| reason code | | CONNECT | PUBLISH | SUBSCRIBE |\n|---|---|---|---|---|\n");
        foreach ((int code, string name, string packets) in Codes)
        {
            string connect = packets.Contains('C', StringComparison.Ordinal) ? Text(ReturnCodes.OfConnect(code)) : "";
            string publish = packets.Contains('P', StringComparison.Ordinal) ? Text(ReturnCodes.OfPublish(code)) : "";
            string subscribe = packets.Contains('S', StringComparison.Ordinal) ? Text(OfGrant(ReturnCodes.OfSubscribe(code))) : "";
            table.Append(CultureInfo.InvariantCulture, $"| 0x{code:X2} | {name} | {connect} | {publish} | {subscribe} |\n");
        }

        string page = File.ReadAllText(Page()).ReplaceLineEndings("\n");

        Assert.Contains(table.ToString(), page, $"docs/mqtt5.md must have this table:\n{table}");
    }

    [TestMethod]
    public void A_QoS_is_granted_as_it_is()
    {
        for (int qos = 0; qos <= 2; qos++)
        {
            Assert.AreEqual(qos, ReturnCodes.OfSubscribe(qos));
        }
    }

    private static ReturnCode OfGrant(int grant) => grant == BrokerGrant.RefusedForNow ? ReturnCode.Congestion : ReturnCode.NotSupported;

    private static string Text(ReturnCode code) => code switch
    {
        ReturnCode.Accepted => "accepted",
        ReturnCode.Congestion => "congestion",
        _ => "not supported",
    };

    private static string Page()
    {
        DirectoryInfo folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Firmware.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no Firmware.sln above the tests");
        }

        return Path.Combine(folder.FullName, "docs", "mqtt5.md");
    }
}
