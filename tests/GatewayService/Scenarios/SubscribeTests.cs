namespace SensorNet.GatewayService.Tests.Scenarios;

[TestClass]
public sealed class SubscribeTests
{
    [TestMethod]
    [DataRow("aggregating", "3.1.1")]
    [DataRow("aggregating", "5")]
    [DataRow("transparent", "3.1.1")]
    [DataRow("transparent", "5")]
    public async Task A_client_gets_messages_at_every_QoS(string mode, string version)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Broker:Version", version]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        client.Subscribe("valve/set", 2);

        for (int qos = 0; qos <= 2; qos++)
        {
            await publisher.PublishAsync("valve/set", $"at {qos}", qos);
            Assert.AreEqual($"at {qos}", client.ExpectPublish(qos));
        }
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_topic_that_a_wildcard_matches_is_registered_before_its_message(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        client.Subscribe("house/+/light", 1);

        await publisher.PublishAsync("house/kitchen/light", "on", 1);

        Assert.AreEqual("house/kitchen/light", client.ExpectRegister());
        Assert.AreEqual("on", client.ExpectPublish(1));
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_retained_message_reaches_each_new_subscriber_and_only_it(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode);
        await publisher.PublishAsync("mode", "winter", 1, retain: true);
        using SnPeer first = SnPeer.Connected(gateway.EndPoint, "first");
        first.Subscribe("mode", 1);
        Assert.AreEqual("winter", first.ExpectPublish(1));
        using SnPeer second = SnPeer.Connected(gateway.EndPoint, "second");

        second.Subscribe("mode", 1);

        Assert.AreEqual("winter", second.ExpectPublish(1));
        first.SendPing();
        first.Expect(MqttSn.MessageType.PingResp);
    }

    [TestMethod]
    public async Task Clients_of_both_shards_get_each_others_messages()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker);
        SnPeer[] clients = Enumerable.Range(0, 16).Select(i => SnPeer.Connected(gateway.EndPoint, $"client{i}")).ToArray();
        Array.ForEach(clients, client => client.Subscribe("all", 0));

        clients[0].Publish(clients[0].Register("all"), "hello", 0);

        Array.ForEach(clients, client => Assert.AreEqual("hello", client.ExpectPublish(0)));
        Array.ForEach(clients, client => client.Dispose());
    }
}
