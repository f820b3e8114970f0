using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios.Access;

[TestClass]
public sealed class SeveralBrokersTests
{
    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task When_the_first_broker_is_away_all_shards_go_to_the_second_and_back_when_it_answers(string mode)
    {
        using MosquittoBroker first = await MosquittoBroker.StartAsync();
        using MosquittoBroker second = await MosquittoBroker.StartAsync();
        await first.KillAsync();
        using GatewayProcess gateway = await StartAsync(first, second, mode);
        Assert.IsTrue(gateway.Says($"no broker at 127.0.0.1:{first.Port}"), gateway.Output);
        Assert.IsTrue(gateway.Says($"the next one is 127.0.0.1:{second.Port}"), gateway.Output);
        await ExpectThroughAsync(gateway, second, "on the second");

        await first.StartAsync();
        await Wait.UntilAsync(
            () => gateway.CountOf($"is connected to the broker 127.0.0.1:{first.Port}") == 2, "both shards are back", details: () => gateway.Output);

        await ExpectThroughAsync(gateway, first, "on the first");
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task When_the_broker_is_killed_messages_and_subscriptions_go_to_the_next(string mode)
    {
        using MosquittoBroker first = await MosquittoBroker.StartAsync();
        using MosquittoBroker second = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(first, second, mode);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, cleanSession: false);
        client.Subscribe("valve/set", 1);

        await first.KillAsync();
        await Wait.UntilAsync(
            () => gateway.CountOf($"is connected to the broker 127.0.0.1:{second.Port}") == 2, "both shards are there",
            details: () => gateway.Output);

        await ExpectThroughAsync(gateway, second, "on the second");
        using MqttPeer publisher = await MqttPeer.StartAsync(second);

        // The subscription is made again some time after the connection; a message before it has no subscriber.
        await Wait.UntilAsync(
            () =>
            {
                publisher.PublishAsync("valve/set", "open", 1).GetAwaiter().GetResult();
                return client.TryRead(TimeSpan.FromMilliseconds(100)) && client.Message.Type == MessageType.Publish;
            },
            "a message from the second broker",
            details: () => gateway.Output);
    }

    [TestMethod]
    public async Task The_first_can_be_of_another_transport()
    {
        using SecureBroker secure = await SecureBroker.StartAsync("wss");
        using GatewayProcess gateway = GatewayProcess.StartWithoutWaiting(
            "--Udp:Listen", "127.0.0.1:0", "--Broker:BackoffMinMs", "50", "--Broker:Ca", secure.CaFile,
            "--Broker:Hosts", $"mqtt://127.0.0.1:{FreePorts.Next()}, wss://127.0.0.1:{secure.Port}/mqtt");
        await gateway.WaitUntilListeningAsync();

        await gateway.WaitUntilConnectedAsync();

        Assert.IsTrue(gateway.Says($"is connected to the broker wss://127.0.0.1:{secure.Port}/mqtt"), gateway.Output);
    }

    private static async Task<GatewayProcess> StartAsync(MosquittoBroker first, MosquittoBroker second, string mode) =>
        await GatewayProcess.StartAsync(
            second, mode,
            more:
            [
                "--Broker:Hosts", $"127.0.0.1:{first.Port},127.0.0.1:{second.Port}", "--Broker:PrimaryRetryMs", "200",
                "--Broker:BackoffMaxMs", "300",
            ]);

    // A client that connects anew, as a client does whose connection was given up.
    private static async Task ExpectThroughAsync(GatewayProcess gateway, MosquittoBroker broker, string data)
    {
        using Subscriber subscriber = await Subscriber.StartAsync(broker, "garden/#");
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, data.Replace(" ", "", StringComparison.Ordinal));
        client.Publish(client.Register("garden/temperature"), data, 1);
        await subscriber.WaitForAsync("garden/temperature", data, details: () => gateway.Output);
    }
}
