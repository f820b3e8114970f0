namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>What happens at the limits: as much as can be arrives, and every loss is counted and logged by its reason.</summary>
[TestClass]
public sealed class LimitTests
{
    private const int Topics = 12;
    private const string Reason = "to clients with a full queue (Limits:BufferedMessagesPerClientMax)";

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_subscriber_with_a_wildcard_gets_more_topics_than_it_can_have_ids(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Limits:TopicsPerClientMax", "8"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        client.Subscribe("h/#", 1);
        for (int round = 0; round < 2; round++)
        {
            (string, string)[] sent = Enumerable.Range(0, Topics).Select(i => ($"h/{i}", $"{round}")).ToArray();
            foreach ((string? topic, string? payload) in sent)
            {
                await publisher.PublishAsync(topic, payload, 1);
            }

            CollectionAssert.AreEqual(sent, Enumerable.Range(0, Topics).Select(_ => client.ExpectNamedPublish()).ToArray());
        }

        gateway.Terminate();
        await gateway.WaitForExitAsync();
        Assert.IsTrue(gateway.Says($"{2 * Topics} delivered down (0 dropped)"), gateway.Output);
    }

    [TestMethod]
    public async Task A_message_longer_than_the_link_can_take_is_counted_as_lost()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        client.Subscribe("valve/set", 1);

        await publisher.PublishAsync("valve/set", new string('x', 200_000), 1);
        await publisher.PublishAsync("valve/set", "open", 1);

        Assert.AreEqual("open", client.ExpectPublish(1));
        await Wait.UntilAsync(() => gateway.Says("has lost 1: 1 too long for a datagram"), "the loss is logged", details: () => gateway.Output);
    }

    [TestMethod]
    public async Task A_loss_is_logged_at_once_and_counted_by_its_reason()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, more: ["--Limits:BufferedMessagesPerClientMax", "2", "--Gateway:StatisticsIntervalSeconds", "1"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, "sleeper\u0007");
        client.Subscribe("valve/set", 1);
        client.Sleep(600);

        await publisher.PublishAsync("valve/set", "1", 1);
        await publisher.PublishAsync("valve/set", "2", 1);
        await publisher.PublishAsync("valve/set", "3", 1);
        await Wait.UntilAsync(
            () => gateway.Says($"has lost 1: 1 {Reason}; the last with client sleeper\\u0007"),
            "the first loss is logged",
            details: () => gateway.Output);
        await publisher.PublishAsync("valve/set", "4", 1);
        await publisher.PublishAsync("valve/set", "5", 1);
        await Wait.UntilAsync(
            () => gateway.Says($"delivered down (3 dropped: 3 {Reason}), 2 waiting"),
            "the statistics tell all",
            details: () => gateway.Output);
        Assert.AreEqual(1, gateway.CountOf("has lost"), gateway.Output);
    }
}
