using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

[TestClass]
public sealed class OutageTests
{
    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task After_a_kill_of_the_gateway_its_clients_are_sent_to_connect_again(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using GatewayProcess first = await GatewayProcess.StartAsync(broker, mode);
        using SnPeer client = SnPeer.Connected(first.EndPoint);
        int topic = client.Register("garden/temperature");
        first.Kill();
        await first.WaitForExitAsync();
        using GatewayProcess second = await GatewayProcess.StartAsync(broker, mode, listen: first.EndPoint.ToString());

        client.SendPublish(topic, "lost", 1);
        client.Expect(MessageType.Disconnect);
        client.Connect();
        client.Publish(client.Register("garden/temperature"), "found", 1);

        await subscriber.WaitForAsync("garden/temperature", "found");
    }

    [TestMethod]
    [DataRow("3.1.1")]
    [DataRow("5")]
    public async Task A_message_that_the_broker_ends_the_connection_for_is_refused_and_others_go_on(string version)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: "max_packet_size 2000");
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: ["--Broker:Version", version, "--Broker:BackoffMaxMs", "500"]);
        using SnPeer greedy = SnPeer.Connected(gateway.EndPoint, "greedy");
        using SnPeer modest = SnPeer.Connected(gateway.EndPoint, "modest");
        int topic = greedy.Register("garden/picture");
        int temperature = modest.Register("garden/temperature");

        greedy.SendPublish(topic, new string('x', 3_000), 1);
        greedy.Expect(MessageType.PubAck);
        Assert.AreNotEqual(ReturnCode.Accepted, greedy.Message.ReturnCode);
        await Wait.UntilAsync(() => IsAcknowledged(modest, temperature), "others are served", details: () => gateway.Output);

        await subscriber.WaitForAsync("garden/temperature", "through", details: () => gateway.Output);
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task What_was_acknowledged_over_a_restart_of_the_broker_arrives(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Broker:BackoffMaxMs", "200"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topic = client.Register("garden/temperature");
        await broker.StopAsync();
        await Wait.UntilAsync(
            () => gateway.Says("shard 0 has no broker") && gateway.Says("shard 1 has no broker"), "the gateway sees that the broker is away",
            details: () => gateway.Output);

        client.SendPublishAs(1, topic, "through", 1, dup: false);
        await broker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        await gateway.WaitUntilConnectedAsync(2);
        await Wait.UntilAsync(() => IsAcknowledged(client, topic), "the message is acknowledged", details: () => gateway.Output);

        await subscriber.WaitForAsync("garden/temperature", "through");
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task Subscriptions_outlive_a_restart_of_the_broker(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Broker:BackoffMaxMs", "200"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        client.Subscribe("valve/set", 0);
        await broker.StopAsync();
        await broker.StartAsync();
        await gateway.WaitUntilConnectedAsync(2);
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);

        // The subscription is made again some time after the connection; a message before it has no subscriber.
        await Wait.UntilAsync(
            () =>
            {
                publisher.PublishAsync("valve/set", "open", 0).GetAwaiter().GetResult();
                return client.TryRead(TimeSpan.FromMilliseconds(100)) && client.Message.Type == MessageType.Publish;
            },
            "a message after the restart",
            details: () => gateway.Output);

        Assert.AreEqual("open", client.Data);
    }

    // Sends again as a client does; a rejection with congestion means later.
    private static bool IsAcknowledged(SnPeer client, int topic)
    {
        client.SendPublishAs(1, topic, "through", 1, dup: true);
        return client.TryRead(TimeSpan.FromMilliseconds(500)) && client.Message.Type == MessageType.PubAck
            && client.Message.ReturnCode == ReturnCode.Accepted;
    }
}
