using System.Diagnostics;
using MQTTnet;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>Transparent: somebody else at the broker has a client's id, and both end each other's connection.</summary>
[TestClass]
public sealed class TakeoverTests
{
    private const string Line = "again and again";

    [TestMethod]
    [DataRow(true, "3.1.1")]
    [DataRow(false, "3.1.1")]
    [DataRow(true, "5")]
    public async Task The_gateway_backs_off_says_so_and_tells_its_client(bool cleanSession, string version)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, "transparent", more: ["--Broker:Version", version]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, "twin", cleanSession, keepAlive: 600);
        using IMqttClient rival = new MqttClientFactory().CreateMqttClient();
        MqttClientOptions options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).WithClientId("twin").Build();
        int takeovers = 0;
        Stopwatch watch = Stopwatch.StartNew();

        // It comes back at once, each time.
        rival.DisconnectedAsync += _ => Reconnect();
        await Reconnect();
        await Wait.UntilAsync(
            () => client.TryRead(TimeSpan.FromMilliseconds(100)), "the client is told", TimeSpan.FromSeconds(60), () => gateway.Output);

        Assert.AreEqual(MessageType.Disconnect, client.Message.Type);
        Assert.IsGreaterThan(3, Volatile.Read(ref takeovers));
        Assert.IsLessThan(9, Volatile.Read(ref takeovers), $"in {watch.Elapsed}");
        Assert.AreEqual(1, gateway.CountOf(Line), gateway.Output);
        Assert.IsTrue(gateway.Says("client twin"), gateway.Output);

        async Task Reconnect()
        {
            Interlocked.Increment(ref takeovers);
            await rival.ConnectAsync(options);
        }
    }
}
