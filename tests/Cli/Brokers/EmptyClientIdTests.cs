using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Tests.Brokers;

/// <summary>[MQTT-3.1.3-6] to [MQTT-3.1.3-8]: what the demo's broker answers to a client without an id.</summary>
[TestClass]
public sealed class EmptyClientIdTests
{
    private const byte CleanSession = 0x02;
    private const byte ConnAck = 0x20;
    private const byte IdentifierRejected = 0x02;

    [TestMethod]
    public async Task Mqtt_3_1_1_with_a_clean_session_is_accepted()
    {
        await using DemoBroker broker = await DemoBroker.StartAsync(port: 0);
        CollectionAssert.AreEqual(new byte[] { ConnAck, 2, 0, 0 }, await ConnectAsync(broker, "MQTT", 4, CleanSession));
    }

    [TestMethod]
    public async Task Mqtt_3_1_1_without_a_clean_session_is_refused_and_told_so()
    {
        await using DemoBroker broker = await DemoBroker.StartAsync(port: 0);
        CollectionAssert.AreEqual(new byte[] { ConnAck, 2, 0, IdentifierRejected }, await ConnectAsync(broker, "MQTT", 4, flags: 0));
    }

    [TestMethod]
    [DataRow((byte)0)]
    [DataRow(CleanSession)]
    public async Task Mqtt_3_1_has_no_empty_client_id_and_is_refused(byte flags)
    {
        await using DemoBroker broker = await DemoBroker.StartAsync(port: 0);
        CollectionAssert.AreEqual(new byte[] { ConnAck, 2, 0, IdentifierRejected }, await ConnectAsync(broker, "MQIsdp", 3, flags));
    }

    [TestMethod]
    public async Task A_client_id_that_is_given_needs_no_clean_session()
    {
        await using DemoBroker broker = await DemoBroker.StartAsync(port: 0);
        CollectionAssert.AreEqual(new byte[] { ConnAck, 2, 0, 0 }, await ConnectAsync(broker, "MQTT", 4, flags: 0, "a"));
    }

    [TestMethod]
    public async Task Mqtt_5_is_told_an_id_of_its_own()
    {
        await using DemoBroker broker = await DemoBroker.StartAsync(port: 0);
        using IMqttClient first = new MqttClientFactory().CreateMqttClient();
        using IMqttClient second = new MqttClientFactory().CreateMqttClient();
        MqttClientConnectResult firstResult = await first.ConnectAsync(OptionsOf(broker, ""));
        MqttClientConnectResult secondResult = await second.ConnectAsync(OptionsOf(broker, ""));
        Assert.AreEqual(MqttClientConnectResultCode.Success, firstResult.ResultCode);
        Assert.AreNotEqual("", firstResult.AssignedClientIdentifier ?? "");
        Assert.AreNotEqual(firstResult.AssignedClientIdentifier, secondResult.AssignedClientIdentifier);
        Assert.IsTrue(await first.TryPingAsync(), "the second connection has ended the first");
    }

    [TestMethod]
    [DataRow((byte)0)]
    [DataRow(CleanSession)]
    public async Task Mqtt_5_needs_no_clean_start(byte flags)
    {
        const byte assignedClientIdentifier = 0x12;
        await using DemoBroker broker = await DemoBroker.StartAsync(port: 0);
        byte[] connAck = await ConnectAsync(broker, "MQTT", 5, flags);
        Assert.AreEqual(0, connAck[3]);
        CollectionAssert.Contains(connAck, assignedClientIdentifier);
    }

    [TestMethod]
    public async Task Mqtt_5_with_an_id_is_told_none()
    {
        await using DemoBroker broker = await DemoBroker.StartAsync(port: 0);
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        MqttClientConnectResult result = await client.ConnectAsync(OptionsOf(broker, "a"));
        Assert.AreEqual("", result.AssignedClientIdentifier ?? "");
    }

    private static MqttClientOptions OptionsOf(DemoBroker broker, string clientId) => new MqttClientOptionsBuilder()
        .WithProtocolVersion(MqttProtocolVersion.V500)
        .WithTcpServer(broker.Address.Host, broker.Address.Port)
        .WithClientId(clientId)
        .Build();

    /// <summary>Sends a CONNECT, and gives the CONNACK; after a refusal the connection has to end.</summary>
    private static async Task<byte[]> ConnectAsync(DemoBroker broker, string protocol, byte level, byte flags, string clientId = "")
    {
        using CancellationTokenSource limit = new CancellationTokenSource(CliRun.WaitMax);
        using TcpClient client = new TcpClient();
        await client.ConnectAsync(broker.Address.Host, broker.Address.Port, limit.Token);
        NetworkStream stream = client.GetStream();
        byte[] noProperties = level < 5 ? [] : [0];
        byte[] body = [.. Text(protocol), level, flags, 0, 60, .. noProperties, .. Text(clientId)];
        byte[] connect = [0x10, (byte)body.Length, .. body];
        await stream.WriteAsync(connect, limit.Token);
        byte[] answer = new byte[2];
        await stream.ReadExactlyAsync(answer, limit.Token);
        byte[] rest = new byte[answer[1]];
        await stream.ReadExactlyAsync(rest, limit.Token);
        if (rest[1] != 0)
        {
            // [MQTT-3.1.3-8]: and then the connection is closed.
            Assert.AreEqual(0, await stream.ReadAsync(new byte[1], limit.Token));
        }

        return [.. answer, .. rest];
    }

    private static byte[] Text(string text) => [0, (byte)text.Length, .. text.Select(c => (byte)c)];
}
