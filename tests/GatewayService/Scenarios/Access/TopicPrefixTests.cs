using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios.Access;

[TestClass]
public sealed class TopicPrefixTests
{
    [TestMethod]
    [DataRow("aggregating", "site/1/", "site/1/")]
    [DataRow("transparent", "site/1/", "site/1/")]
    [DataRow("transparent", "of/%c/", "of/client/")]
    public async Task Topics_have_it_at_the_broker_and_nowhere_else(string mode, string setting, string prefix)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Broker:TopicPrefix", setting]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        client.Subscribe("house/+/light", 1);

        client.Publish(client.Register("garden/temperature"), "20", 1);
        await subscriber.WaitForAsync($"{prefix}garden/temperature", "20");
        await publisher.PublishAsync("house/kitchen/light", "of others", 1);
        await publisher.PublishAsync($"{prefix}house/kitchen/light", "on", 1);

        Assert.AreEqual("house/kitchen/light", client.ExpectRegister());
        Assert.AreEqual("on", client.ExpectPublish(1));
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task The_will_and_the_status_have_it_too(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Broker:TopicPrefix", "site/1/"]);
        using SnPeer client = new SnPeer(gateway.EndPoint);
        await subscriber.WaitForAsync("site/1/gateways/1/status", "online");

        client.ConnectWithWill("client/status", "gone", keepAlive: 1);
        await subscriber.WaitForAsync("site/1/client/status", "gone", details: () => gateway.Output);
        gateway.Kill();

        await subscriber.WaitForAsync("site/1/gateways/1/status", "offline");
    }

    [TestMethod]
    [DataRow("#")]
    [DataRow("+")]
    [DataRow("a/b")]
    [DataRow("$SYS")]
    public async Task A_client_id_that_would_name_topics_of_others_is_refused(string id)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, "transparent", more: ["--Broker:TopicPrefix", "of/%c/"]);
        using SnPeer client = new SnPeer(gateway.EndPoint, id);

        client.SendConnect();

        client.Expect(MessageType.ConnAck);
        Assert.AreNotEqual(ReturnCode.Accepted, client.Message.ReturnCode);
        await Wait.UntilAsync(() => gateway.Says("cannot stand in Broker:TopicPrefix"), "the reason is said", details: () => gateway.Output);
    }

    [TestMethod]
    public async Task A_message_of_the_topic_above_the_prefix_is_not_passed_on()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: ["--Broker:TopicPrefix", "site/"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        client.Subscribe("#", 1);

        // [MQTT-4.7.1-2]: "site/#" matches "site", too.
        await publisher.PublishAsync("site", "above", 1);
        await publisher.PublishAsync("site/a", "below", 1);

        while (client.ExpectNamedPublish() is var (topic, data) && data != "below")
        {
            Assert.AreNotEqual("above", data, topic);
        }
    }
}
