using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Protocol;

namespace SensorNet.EndToEnd.Tests.Tls;

/// <summary>A sensor node with the profile <c>aws</c> before a broker with the rules of AWS IoT Core.</summary>
[TestClass]
[DoNotParallelize]
public sealed class AwsProfileTests
{
    private const string Thing = "greenhouse-7";

    [TestMethod]
    public async Task Node_keeps_to_every_rule()
    {
        using TestAuthority aws = new("Amazon Root CA 1");
        using TestAuthority devices = new("Device CA");
        await using AwsFront front = await AwsFront.StartAsync(aws.Server("127.0.0.1"), devices.Pem);
        using TlsNode node = Node(front, aws, devices.Client(Thing));

        await Wait.UntilAsync(() => front.CountOn($"devices/{Thing}/readings") >= 3, "readings", details: () => node.Output + front.Refused);
        await Wait.UntilAsync(() => front.CountOn($"devices/{Thing}/diagnostics") >= 1, "diagnostics", details: () => node.Output + front.Refused);
        Assert.IsTrue(front.HasRetained($"devices/{Thing}/status", "online"));
        Assert.AreEqual(1, front.CountOn($"devices/{Thing}/info"));
        Assert.AreEqual(60, front.KeepAliveSeconds);
        Assert.AreEqual("", front.Refused);
    }

    [TestMethod]
    public async Task Client_id_that_is_not_the_things_name_is_closed_without_an_answer_and_the_node_says_what_it_may_be()
    {
        using TestAuthority aws = new("Amazon Root CA 1");
        using TestAuthority devices = new("Device CA");
        await using AwsFront front = await AwsFront.StartAsync(aws.Server("127.0.0.1"), devices.Pem);
        using TlsNode node = Node(front, aws, devices.Client("another-thing"));

        await node.WaitForAsync(
            $"cannot connect to 127.0.0.1:{front.Port}: closed without an answer to CONNECT; a client id or a certificate that the broker does not",
            () => front.Refused);
        Assert.Contains($"another-thing connects as {Thing}", front.Refused);
    }

    [TestMethod]
    public async Task Topic_that_the_policy_does_not_allow_ends_the_connection()
    {
        using TestAuthority aws = new("Amazon Root CA 1");
        using TestAuthority devices = new("Device CA");
        await using AwsFront front = await AwsFront.StartAsync(aws.Server("127.0.0.1"), devices.Pem);
        using TlsNode node = Node(front, aws, devices.Client(Thing), "sensors");

        await node.WaitForAsync("the broker closed the connection", () => front.Refused);
        Assert.Contains($"{Thing} may not publish to sensors/{Thing}/status", front.Refused);
    }

    [TestMethod]
    [DataRow("devices/greenhouse-7/a/b/c/d/e", 1, 0, null)]
    [DataRow("devices/greenhouse-7/a/b/c/d/e/f/g", 1, 0, "topic too deep")]
    [DataRow("devices/greenhouse-7/long", 1, 0, "topic too long")]
    [DataRow("devices/greenhouse-7/x", 131_072, 0, null)]
    [DataRow("devices/greenhouse-7/x", 131_073, 0, "payload too long")]
    [DataRow("devices/greenhouse-7/x", 1, 2, "QoS 2")]
    [DataRow("devices/another/x", 1, 0, "greenhouse-7 may not publish to devices/another/x")]
    public async Task Front_itself_refuses_what_it_is_to_refuse(string topic, int payloadBytes, int qos, string? expected)
    {
        using TestAuthority aws = new("Amazon Root CA 1");
        using TestAuthority devices = new("Device CA");
        await using AwsFront front = await AwsFront.StartAsync(aws.Server("127.0.0.1"), devices.Pem);
        using X509Certificate2 own = devices.Client(Thing).Load();
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        bool isClosed = false;
        client.DisconnectedAsync += _ =>
        {
            isClosed = true;
            return Task.CompletedTask;
        };
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", front.Port).WithClientId(Thing).WithTlsOptions(tls => tls
            .UseTls()
            .WithClientCertificates([own])
            .WithCertificateValidationHandler(_ => true)).Build());
        string name = topic.EndsWith("long", StringComparison.Ordinal) ? topic + new string('g', 256) : topic;
        try
        {
            await client.PublishAsync(new MqttApplicationMessageBuilder()
                .WithTopic(name).WithPayload(new byte[payloadBytes]).WithQualityOfServiceLevel((MqttQualityOfServiceLevel)qos).Build());
        }
        catch (Exception) when (expected is not null)
        {
            // The connection may end before the answer: what counts is asked below.
        }

        if (expected is null)
        {
            await Wait.UntilAsync(() => front.CountOn(name) == 1, "the message is taken", details: () => front.Refused);
            Assert.AreEqual("", front.Refused);
            return;
        }

        await Wait.UntilAsync(() => isClosed, "the connection ends", details: () => front.Refused);
        Assert.Contains(expected, front.Refused);
    }

    private static TlsNode Node(AwsFront front, TestAuthority aws, TestCertificate own, string? root = null)
    {
        TlsBoard board = TlsBoard.With(aws.Pem, own);
        Dictionary<string, object> settings = board.Settings(front.Port);

        // TLS comes with the profile.
        settings.Remove("tls");
        settings["profile"] = "aws";
        settings["deviceId"] = Thing;
        settings["keepAliveSeconds"] = 60;
        if (root is not null)
        {
            settings["root"] = root;
        }

        return new TlsNode(settings, board);
    }
}
