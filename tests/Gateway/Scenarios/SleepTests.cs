using SensorNet.MqttSn;

namespace SensorNet.Gateway.Tests.Scenarios;

[TestClass]
public sealed class SleepTests
{
    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_sleeper_gets_its_messages_when_it_wakes(string mode)
    {
        using var broker = await MosquittoBroker.StartAsync();
        using var publisher = await MqttPeer.StartAsync(broker);
        using var gateway = await GatewayProcess.StartAsync(broker, mode);
        using var client = SnPeer.Connected(gateway.EndPoint, "sleeper");
        client.Subscribe("valve/set", 1);
        client.Sleep(600);
        await PublishAndWaitAsync(publisher, gateway);

        client.SendWakeUp();

        Assert.AreEqual("first", client.ExpectPublish(1));
        Assert.AreEqual("second", client.ExpectPublish(0));
        client.Expect(MessageType.PingResp);
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_sleeper_that_wakes_at_other_addresses_is_known_by_its_id_in_every_shard(string mode)
    {
        using var broker = await MosquittoBroker.StartAsync();
        using var publisher = await MqttPeer.StartAsync(broker);
        using var gateway = await GatewayProcess.StartAsync(broker, mode);
        using var client = SnPeer.Connected(gateway.EndPoint, "sleeper");
        client.Subscribe("valve/set", 1);
        client.Sleep(600);
        for (var wake = 0; wake < 8; wake++)
        {
            using var elsewhere = new SnPeer(gateway.EndPoint, "sleeper");
            await PublishAndWaitAsync(publisher, gateway);

            elsewhere.SendWakeUp();

            Assert.AreEqual("first", elsewhere.ExpectPublish(1));
            Assert.AreEqual("second", elsewhere.ExpectPublish(0));
            elsewhere.Expect(MessageType.PingResp);
        }
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_session_that_is_kept_goes_on_at_other_addresses_in_every_shard(string mode)
    {
        using var broker = await MosquittoBroker.StartAsync();
        using var publisher = await MqttPeer.StartAsync(broker);
        using var gateway = await GatewayProcess.StartAsync(broker, mode);
        using (var client = SnPeer.Connected(gateway.EndPoint, "roamer", cleanSession: false))
        {
            client.Subscribe("valve/set", 1);
        }

        for (var move = 0; move < 8; move++)
        {
            using var elsewhere = SnPeer.Connected(gateway.EndPoint, "roamer", cleanSession: false);

            await publisher.PublishAsync("valve/set", $"move {move}", 1);

            elsewhere.ExpectRegister();
            Assert.AreEqual($"move {move}", elsewhere.ExpectPublish(1));
        }
    }

    // In one connection the broker keeps their order: what a client of the gateway has, the sleeper has in its queue, where both share a shard or the
    private static async Task PublishAndWaitAsync(MqttPeer publisher, GatewayProcess gateway)
    {
        using var witness = SnPeer.Connected(gateway.EndPoint, "witness");
        witness.Subscribe("valve/set", 0);
        await publisher.PublishAsync("valve/set", "first", 1);
        await publisher.PublishAsync("valve/set", "second", 0);
        Assert.AreEqual("first", witness.ExpectPublish(0));
        Assert.AreEqual("second", witness.ExpectPublish(0));
        witness.Disconnect();
    }
}
