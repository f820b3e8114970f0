using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>An outage of the broker that is short, and what follows one that is not.</summary>
[TestClass]
public sealed class GraceTests
{
    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_client_that_comes_during_a_short_outage_is_served_when_the_broker_is_back(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Broker:BackoffMaxMs", "200"]);
        await broker.StopAsync();
        await WaitUntilAwayAsync(gateway);
        using SnPeer client = new SnPeer(gateway.EndPoint);
        client.SendConnect();
        if (mode == "aggregating")
        {
            client.Expect(MessageType.ConnAck);
            Assert.AreEqual(ReturnCode.Accepted, client.Message.ReturnCode);
        }
        else
        {
            Assert.IsFalse(client.TryRead(TimeSpan.FromMilliseconds(500)), "its answer waits for the broker");
        }

        await broker.StartAsync();
        if (mode == "transparent")
        {
            client.Expect(MessageType.ConnAck);
            Assert.AreEqual(ReturnCode.Accepted, client.Message.ReturnCode);
        }

        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        await gateway.WaitUntilConnectedAsync(2);
        client.Publish(client.Register("garden/temperature"), "through", 1);
        await subscriber.WaitForAsync("garden/temperature", "through");
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_message_during_a_short_outage_is_left_to_be_repeated(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Broker:BackoffMaxMs", "200"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topic = client.Register("garden/temperature");
        await broker.StopAsync();
        await WaitUntilAwayAsync(gateway);

        client.SendPublishAs(1, topic, "through", 1, dup: false);
        Assert.IsFalse(client.TryRead(TimeSpan.FromMilliseconds(500)), "no congestion");
        await broker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        await Wait.UntilAsync(
            () =>
            {
                client.SendPublishAs(1, topic, "through", 1, dup: true);
                return client.TryRead(TimeSpan.FromMilliseconds(500));
            },
            "the message is acknowledged",
            details: () => gateway.Output);

        Assert.AreEqual(MessageType.PubAck, client.Message.Type);
        Assert.AreEqual(ReturnCode.Accepted, client.Message.ReturnCode);
        await subscriber.WaitForAsync("garden/temperature", "through");
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task Who_was_refused_is_called_when_the_broker_is_back(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, mode, more: ["--Broker:BackoffMaxMs", "200", "--Timing:BrokerGraceMs", "0", "--Gateway:Id", "7"]);
        await broker.StopAsync();
        await WaitUntilAwayAsync(gateway);
        using SnPeer client = new SnPeer(gateway.EndPoint);
        client.SendConnect();
        client.Expect(MessageType.ConnAck);
        Assert.AreEqual(ReturnCode.Congestion, client.Message.ReturnCode);
        await broker.StartAsync();

        client.Expect(MessageType.GwInfo);
        Assert.AreEqual(7, client.Message.GatewayId);
        client.Connect();
    }

    private static Task WaitUntilAwayAsync(GatewayProcess gateway) => Wait.UntilAsync(
        () => gateway.Says("shard 0 has no broker") && gateway.Says("shard 1 has no broker"),
        "the gateway sees that the broker is away",
        details: () => gateway.Output);
}
