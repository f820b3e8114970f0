using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

[TestClass]
public sealed class LostConnectionTests
{
    [TestMethod]
    [DataRow("3.1.1")]
    [DataRow("5")]
    public async Task A_QoS_2_message_under_way_when_the_connection_breaks_arrives_exactly_once(string version)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker, "garden/#");
        using BrokerRelay relay = new BrokerRelay(broker.Port);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, more: ["--Broker:Port", $"{relay.Port}", "--Broker:Version", version, "--Broker:BackoffMaxMs", "200"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topic = client.Register("garden/valve");
        relay.HoldBack();

        int id = client.SendPublish(topic, "open", 2);
        Assert.IsFalse(client.TryRead(TimeSpan.FromMilliseconds(200)), "the broker has not acknowledged it");
        relay.Cut();
        await Wait.UntilAsync(
            () => gateway.CountOf("which kept its session") >= 2, "both shards are back in their sessions", details: () => gateway.Output);
        client.Expect(MessageType.PubRec);
        client.FinishQos2(id);
        client.Publish(topic, "shut", 2);

        await subscriber.WaitForAsync("garden/valve", "shut");
        CollectionAssert.AreEqual(new[] { "open", "shut" }, subscriber.On("garden/valve").Select(message => message.Payload).ToArray());
    }

    [TestMethod]
    public async Task A_QoS_1_message_whose_acknowledgement_is_lost_is_sent_again_and_acknowledged()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker, "garden/#");
        using BrokerRelay relay = new BrokerRelay(broker.Port);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, more: ["--Broker:Port", $"{relay.Port}", "--Broker:BackoffMaxMs", "200"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topic = client.Register("garden/valve");
        relay.HoldBack();
        int id = client.SendPublish(topic, "open", 1);
        await subscriber.WaitForAsync("garden/valve", "open");

        relay.Cut();

        client.Expect(MessageType.PubAck);
        Assert.AreEqual(id, client.Message.MessageId);
        Assert.AreEqual(ReturnCode.Accepted, client.Message.ReturnCode);
    }

    [TestMethod]
    [DataRow("3.1.1")]
    [DataRow("5")]
    public async Task A_QoS_2_message_of_a_kept_session_arrives_exactly_once_over_the_clients_own_connection(string version)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker, "garden/#");
        using BrokerRelay relay = new BrokerRelay(broker.Port);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, "transparent", more: ["--Broker:Port", $"{relay.Port}", "--Broker:Version", version, "--Broker:BackoffMaxMs", "200"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, cleanSession: false);
        int topic = client.Register("garden/valve");
        relay.HoldBack();

        int id = client.SendPublish(topic, "open", 2);
        Assert.IsFalse(client.TryRead(TimeSpan.FromMilliseconds(200)), "the broker has not acknowledged it");
        relay.Cut();
        client.Expect(MessageType.PubRec);
        client.FinishQos2(id);
        client.Publish(topic, "shut", 2);

        await subscriber.WaitForAsync("garden/valve", "shut");
        CollectionAssert.AreEqual(new[] { "open", "shut" }, subscriber.On("garden/valve").Select(message => message.Payload).ToArray());
    }

    [TestMethod]
    public async Task A_subscription_whose_acknowledgement_is_lost_is_congestion_and_can_be_made_again()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using BrokerRelay relay = new BrokerRelay(broker.Port);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, more: ["--Broker:Port", $"{relay.Port}", "--Broker:BackoffMaxMs", "200", "--Timing:BrokerGraceMs", "0"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        relay.HoldBack();
        client.SendSubscribe("valve/set", 1);
        Assert.IsFalse(client.TryRead(TimeSpan.FromMilliseconds(200)), "the broker has not acknowledged it");

        relay.Cut();
        client.Expect(MessageType.SubAck);
        Assert.AreEqual(ReturnCode.Congestion, client.Message.ReturnCode);
        await Wait.UntilAsync(
            () => gateway.CountOf("which kept its session") >= 2, "both shards are back in their sessions", details: () => gateway.Output);
        client.Expect(MessageType.GwInfo);
        client.Subscribe("valve/set", 1);
        client.Publish(client.Register("valve/set"), "open", 0);

        Assert.AreEqual("open", client.ExpectPublish(0));
    }

    [TestMethod]
    public async Task Retained_messages_do_not_come_again_to_a_transparent_client_whose_session_went_on()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        await publisher.PublishAsync("lamp/set", "old", 1, retain: true);
        using BrokerRelay relay = new BrokerRelay(broker.Port);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, "transparent", more: ["--Broker:Port", $"{relay.Port}", "--Broker:BackoffMaxMs", "200"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, cleanSession: false);
        client.Subscribe("lamp/set", 1);
        Assert.AreEqual("old", client.ExpectPublish(1));
        int mark = client.Register("mark");

        for (int cut = 1; cut <= 3; cut++)
        {
            // When the broker has this it has the acknowledgement before it, too.
            client.Publish(mark, "here", 1);
            relay.Cut();
            await gateway.WaitUntilConnectedAsync(1 + cut);
            await publisher.PublishAsync("lamp/set", $"new {cut}", 1);

            // The next that comes is what was published, and not the retained one again.
            Assert.AreEqual($"new {cut}", client.ExpectPublish(1), gateway.Output);
        }

        Assert.IsFalse(client.TryRead(TimeSpan.FromMilliseconds(500)), "and nothing more");
    }
}
