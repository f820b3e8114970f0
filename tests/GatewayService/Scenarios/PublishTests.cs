using MQTTnet.Protocol;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

[TestClass]
public sealed class PublishTests
{
    [TestMethod]
    [DataRow("aggregating", "3.1.1")]
    [DataRow("aggregating", "5")]
    [DataRow("transparent", "3.1.1")]
    [DataRow("transparent", "5")]
    public async Task A_client_publishes_at_every_QoS(string mode, string version)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, mode, more: ["--Broker:Version", version, "--Topics:Predefined:17", "predefined/topic"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topic = client.Register("garden/temperature");

        client.Publish(topic, "zero", 0);
        client.Publish(topic, "one", 1);
        client.Publish(topic, "two", 2);
        client.Publish(17, "predefined", 1, TopicIdType.Predefined);
        client.Publish(('a' << 8) | 'b', "short", 1, TopicIdType.ShortName);

        await subscriber.WaitForAsync("ab", "short", details: () => gateway.Output);
        await subscriber.WaitForAsync("predefined/topic", "predefined");

        // At QoS 2 a message is the receiver's with PUBREL only, and another can come before.
        await subscriber.WaitForAsync("garden/temperature", "two");
        IReadOnlyList<ReceivedMessage> messages = subscriber.On("garden/temperature");
        CollectionAssert.AreEqual(new[] { "zero", "one", "two" }, messages.Select(message => message.Payload).ToArray());
        CollectionAssert.AreEqual(
            new[]
            {
                MqttQualityOfServiceLevel.AtMostOnce,
                MqttQualityOfServiceLevel.AtLeastOnce,
                MqttQualityOfServiceLevel.ExactlyOnce,
            },
            messages.Select(message => message.Qos).ToArray());
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_stranger_publishes_at_QoS_minus_one(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Topics:Predefined:17", "predefined/topic"]);
        using SnPeer stranger = new SnPeer(gateway.EndPoint);

        stranger.SendPublish(17, "hello", -1, TopicIdType.Predefined);

        await subscriber.WaitForAsync("predefined/topic", "hello", details: () => gateway.Output);
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task The_longest_message_of_UDP_goes_up_and_comes_down(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode);
        using SnPeer subscriber = SnPeer.Connected(gateway.EndPoint, "subscriber");
        using SnPeer publisher = SnPeer.Connected(gateway.EndPoint, "publisher");
        subscriber.Subscribe("long", 1);
        string data = new string('x', 65_507 - 9);

        publisher.Publish(publisher.Register("long"), data, 1);

        Assert.AreEqual(data, subscriber.ExpectPublish(1));
    }

    [TestMethod]
    public async Task A_client_cannot_take_the_gateways_own_client_id()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, "transparent", more: ["--Broker:ClientId", "own", "--Gateway:Shards", "2"]);
        using SnPeer impostor = new SnPeer(gateway.EndPoint, "own-1");
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, "own-2");

        impostor.SendConnect();
        impostor.Expect(MessageType.ConnAck);

        Assert.AreEqual(ReturnCode.Congestion, impostor.Message.ReturnCode);
        Assert.IsFalse(gateway.Says("has no broker"), gateway.Output);
    }

    [TestMethod]
    public async Task Over_IPv6()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, listen: "[::1]:0");
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);

        client.Publish(client.Register("six"), "hello", 1);

        await subscriber.WaitForAsync("six", "hello");
    }

    [TestMethod]
    public async Task A_broker_that_wants_a_user_and_a_password_gets_them()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync("gateway", "secret");
        using Subscriber subscriber = await Subscriber.StartAsync(broker, "#", "gateway", "secret");
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, "transparent", more: ["--Broker:User", "gateway", "--Broker:Password", "secret"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);

        client.Publish(client.Register("guarded"), "hello", 1);

        await subscriber.WaitForAsync("guarded", "hello");
        Assert.IsFalse(gateway.Says("secret"), "the password is in the log");
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_thousand_clients_that_publish_at_once_lose_nothing(string mode)
    {
        const int count = 1000;
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode);
        SnPeer[] clients = Enumerable.Range(0, count).Select(i => SnPeer.Connected(gateway.EndPoint, $"client{i}")).ToArray();
        int[] topics = clients.Select(client => client.Register($"burst/{client.Id}")).ToArray();
        using Subscriber subscriber = await Subscriber.StartAsync(broker, "burst/#");

        for (int i = 0; i < count; i++)
        {
            clients[i].SendPublish(topics[i], "now", 0);
        }

        await Wait.UntilAsync(
            () => subscriber.Messages.Count >= count, $"{count} messages of a burst", details: () => $"{subscriber.Messages.Count} came");
        Assert.AreEqual(count, subscriber.Messages.Select(message => message.Topic).Distinct().Count());
        Array.ForEach(clients, client => client.Dispose());
    }
}
