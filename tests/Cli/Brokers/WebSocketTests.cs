using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using MQTTnet;
using SensorNet.EndToEnd.Tests;

namespace SensorNet.Cli.Tests.Brokers;

/// <summary>Brokers as URLs: MQTT over WebSocket, with TLS and without, before Mosquitto.</summary>
[TestClass]
public sealed class WebSocketTests
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePorts.Next();

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    [TestMethod]
    [DataRow("ws")]
    [DataRow("wss")]
    [DataRow("mqtts")]
    public async Task Watch_sees_what_comes(string scheme)
    {
        using MosquittoBroker broker = await StartAsync(scheme);
        await using CliRun run = CliRun.Start(["watch", "--plain", "--broker", $"{scheme}://127.0.0.1:{_port}", .. Trust(scheme)]);
        await run.ErrorLineAsync("connected to");

        await PublishAsync(broker, "devices/kitchen/status", "online");

        await run.OutLineAsync("kitchen");
    }

    [TestMethod]
    public async Task Watch_names_the_broker_as_it_was_given_and_comes_back_after_a_restart()
    {
        using MosquittoBroker broker = await StartAsync("ws");
        await using CliRun run = CliRun.Start("watch", "--plain", "--broker", $"ws://127.0.0.1:{_port}/mqtt");
        await run.ErrorLineAsync($"connected to ws://127.0.0.1:{_port}/mqtt");

        await broker.KillAsync();
        await broker.StartAsync();

        await run.ErrorLineAsync("connected to ws://127.0.0.1");
        await run.ErrorLineAsync("again");
    }

    [TestMethod]
    public async Task A_wrong_path_is_said()
    {
        await using OtherServer other = OtherServer.Answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        await using CliRun run = CliRun.Start("watch", "--broker", $"ws://127.0.0.1:{other.Port}/other");

        StringAssert.Contains(
            await run.ErrorLineAsync("cannot connect"), "an HTTP server answers 404 and makes no WebSocket: is the path /other right?");
    }

    [TestMethod]
    public async Task A_port_of_MQTT_without_WebSocket_is_said()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        await using CliRun run = CliRun.Start("watch", "--broker", $"ws://{broker.Address}");

        StringAssert.Contains(await run.ErrorLineAsync("cannot connect"), "WebSocket");
    }

    [TestMethod]
    public async Task A_certificate_that_is_not_trusted_is_said()
    {
        using MosquittoBroker broker = await StartAsync("wss");
        await using CliRun run = CliRun.Start("watch", "--broker", $"wss://127.0.0.1:{_port}");

        StringAssert.Contains(await run.ErrorLineAsync("cannot connect"), "the broker's certificate is not trusted");
    }

    [TestMethod]
    [DataRow("ws", "broker.tcp broker.listener broker.transport broker.mqtt")]
    [DataRow("wss", "broker.tcp broker.listener broker.transport broker.tls broker.certificate broker.mqtt")]
    [DataRow("mqtts", "broker.tcp broker.listener broker.tls broker.certificate broker.mqtt")]
    public async Task Doctor_makes_its_checks_and_says_what_a_node_cannot(string scheme, string checks)
    {
        using MosquittoBroker broker = await StartAsync(scheme);

        (_, string output, string errors) = await CliRun.ToEndAsync(
            ["doctor", "--json", "--ntp", "none", "--broker", $"{scheme}://127.0.0.1:{_port}", .. Trust(scheme)]);

        JsonNode[] made = [.. JsonNode.Parse(output)!["checks"]!.AsArray().Select(each => each!)];
        Assert.AreEqual(
            $"{checks} acl.status acl.info acl.readings acl.diagnostics acl.responses acl.commands acl.will",
            string.Join(' ', made.Select(each => each["name"])),
            output + errors);
        Assert.AreEqual("ok", (string?)made.Single(each => (string?)each["name"] == "acl.will")["outcome"], output);
    }

    [TestMethod]
    [DataRow("ws")]
    [DataRow("wss")]
    public async Task Command_sends_and_gets_the_answer(string scheme)
    {
        using MosquittoBroker broker = await StartAsync(scheme);
        using IMqttClient node = await ConnectAsync(broker);
        node.ApplicationMessageReceivedAsync += received =>
        {
            JsonNode command = JsonNode.Parse(received.ApplicationMessage.ConvertPayloadToString())!;
            JsonObject answer = new JsonObject { ["id"] = command["id"]!.DeepClone(), ["ok"] = true };
            return node.PublishStringAsync("devices/kitchen/responses", answer.ToJsonString());
        };
        await node.SubscribeAsync("devices/kitchen/commands");

        (int exitCode, string output, string errors) = await CliRun.ToEndAsync(
            ["command", "kitchen", "read", "--json", "--broker", $"{scheme}://127.0.0.1:{_port}", .. Trust(scheme)]);

        Assert.AreEqual(0, exitCode, output + errors);
    }

    [TestMethod]
    public async Task Provision_takes_an_mqtts_URL_apart()
    {
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync(
            "provision", "--id", "kitchen", "--broker", "mqtts://broker.example", "--out", _folder.File("kitchen"));

        Assert.AreEqual(0, exitCode, output + errors);
        string file = Directory.GetFiles(_folder.Path, "sensornet.json", SearchOption.AllDirectories).Single();
        JsonNode settings = JsonNode.Parse(File.ReadAllText(file))!;
        Assert.AreEqual("broker.example", (string?)settings["brokerHost"]);
        Assert.AreEqual(8883, (int?)settings["brokerPort"]);
        Assert.IsTrue((bool?)settings["tls"]);
    }

    private async Task<MosquittoBroker> StartAsync(string scheme)
    {
        List<string> lines = [$"listener {_port} 127.0.0.1"];
        if (scheme is "ws" or "wss")
        {
            lines.Add("protocol websockets");
        }

        if (scheme is "wss" or "mqtts")
        {
            (int exitCode, _, string errors) = await CliRun.ToEndAsync("certs", "--out", _folder.File("certs"), "--host", "127.0.0.1");
            Assert.AreEqual(0, exitCode, errors);
            lines.Add($"certfile {_folder.File("certs/server.pem")}");
            lines.Add($"keyfile {_folder.File("certs/server-key.pem")}");
        }

        MosquittoBroker broker = await MosquittoBroker.StartAsync(more: [.. lines]);
        await Wait.UntilAsync(CanConnect, $"mosquitto listens on port {_port}", details: () => broker.Output);
        return broker;
    }

    // Mosquitto opens a listener for WebSocket after the others.
    private bool CanConnect()
    {
        try
        {
            using TcpClient probe = new TcpClient();
            probe.Connect(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            // Not yet: the caller asks again until its patience ends.
            return false;
        }
    }

    private string[] Trust(string scheme) => scheme == "ws" ? [] : ["--ca", _folder.File("certs/ca.pem")];

    private static async Task PublishAsync(MosquittoBroker broker, string topic, string payload)
    {
        using IMqttClient client = await ConnectAsync(broker);
        await client.PublishStringAsync(topic, payload);
    }

    private static async Task<IMqttClient> ConnectAsync(MosquittoBroker broker)
    {
        IMqttClient client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).Build());
        return client;
    }
}
