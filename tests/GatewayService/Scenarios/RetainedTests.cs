namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>A retained value that was set while the gateway's session at the broker was lost reaches the subscribers that are there.</summary>
[TestClass]
public sealed class RetainedTests
{
    [TestMethod]
    [DataRow("3.1.1")]
    [DataRow("5")]
    public async Task After_a_restart_of_a_broker_without_persistence(string version)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: ["--Broker:Version", version, "--Broker:BackoffMaxMs", "200"]);
        await PublishAsync(broker, "old");
        using SnPeer awake = Subscribed(gateway, "awake");
        using SnPeer sleeper = Subscribed(gateway, "sleeper");
        sleeper.Sleep(600);
        using (SnPeer away = Subscribed(gateway, "away", cleanSession: false))
        {
            away.Disconnect();
        }

        await broker.StopAsync();
        await broker.StartAsync();
        await PublishAsync(broker, "new");

        Assert.AreEqual("new", awake.ExpectPublish(1));
        await ExpectAsleepAndAwayAsync(gateway, sleeper);
    }

    [TestMethod]
    [DataRow("3.1.1")]
    [DataRow("5")]
    public async Task After_a_cut_of_a_connection_with_a_clean_session(string version)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using BrokerRelay relay = new BrokerRelay(broker.Port);
        string[] more =
            ["--Broker:Port", $"{relay.Port}", "--Broker:Version", version, "--Broker:CleanSession", "true", "--Broker:BackoffMaxMs", "200"];
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: more);
        await PublishAsync(broker, "old");
        using SnPeer awake = Subscribed(gateway, "awake");
        using SnPeer sleeper = Subscribed(gateway, "sleeper");
        sleeper.Sleep(600);
        using (SnPeer away = Subscribed(gateway, "away", cleanSession: false))
        {
            away.Disconnect();
        }

        relay.HoldBack();
        await PublishAsync(broker, "new");
        relay.Cut();

        Assert.AreEqual("new", awake.ExpectPublish(1));
        await ExpectAsleepAndAwayAsync(gateway, sleeper);
    }

    private static async Task PublishAsync(MosquittoBroker broker, string payload)
    {
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        await publisher.PublishAsync("lamp/set", payload, 1, retain: true);
    }

    private static SnPeer Subscribed(GatewayProcess gateway, string id, bool cleanSession = true)
    {
        SnPeer client = SnPeer.Connected(gateway.EndPoint, id, cleanSession);
        client.Subscribe("lamp/set", 1);
        Assert.AreEqual("old", client.ExpectPublish(1));

        // The gateway has the acknowledgement.
        client.SendPing();
        client.Expect(MqttSn.MessageType.PingResp);
        return client;
    }

    // Each shard has its own connection to the broker, and comes back in its own time.
    private static async Task ExpectAsleepAndAwayAsync(GatewayProcess gateway, SnPeer sleeper)
    {
        await Wait.UntilAsync(
            () =>
            {
                sleeper.SendWakeUp();
                string? data = sleeper.TakeUntilPingResp();
                return data == "new" && sleeper.TakeUntilPingResp() is null;
            },
            "the sleeper gets it",
            details: () => gateway.Output);
        await gateway.WaitUntilConnectedAsync(2);
        using SnPeer back = SnPeer.Connected(gateway.EndPoint, "away", cleanSession: false);
        Assert.AreEqual(("lamp/set", "new"), back.ExpectNamedPublish());
    }
}
