using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>
/// Many clients at QoS 2 over one broker connection, with Mosquitto at its defaults: 20 in flight, the rest lost without a word to MQTT 3.1.1.
/// </summary>
[TestClass]
public sealed class ManyExactlyOnceTests
{
    private const int Clients = 60;
    private const int MessagesEach = 20;

    [TestMethod]
    [DataRow("aggregating", "3.1.1", "false", 1)]
    [DataRow("aggregating", "3.1.1", "true", 1)]
    [DataRow("aggregating", "5", "false", 1)]
    [DataRow("transparent", "3.1.1", "false", 1)]
    [DataRow("aggregating", "3.1.1", "false", 4)]
    public async Task Every_message_that_ended_with_PUBCOMP_is_delivered_once(
        string mode, string version, string brokerCleanSession, int connections)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker, "burst/#");
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, mode, more: ["--Broker:Version", version, "--Broker:CleanSession", brokerCleanSession, "--Broker:Connections", $"{connections}"]);
        SnPeer[] clients = ConnectedClients(gateway);
        int[] topics = clients.Select(client => client.Register($"burst/{client.Id}")).ToArray();

        for (int round = 0; round < MessagesEach; round++)
        {
            int[] ids = clients.Select((client, i) => client.SendPublish(topics[i], $"{round}", 2)).ToArray();
            Finish(clients, ids);
        }

        await ExpectAllOnceAsync(subscriber, clients, MessagesEach, gateway);
    }

    [TestMethod]
    [DataRow("3.1.1", 1)]
    [DataRow("5", 1)]
    [DataRow("3.1.1", 3)]
    [DataRow("5", 3)]
    public async Task Messages_that_wait_for_their_turn_when_the_connection_breaks_arrive_once_too(string version, int connections)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker, "burst/#");
        using BrokerRelay relay = new BrokerRelay(broker.Port);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker,
            more:
            [
                "--Broker:Port", $"{relay.Port}", "--Broker:Version", version, "--Broker:BackoffMaxMs", "200",
                "--Broker:Connections", $"{connections}",
            ]);
        SnPeer[] clients = ConnectedClients(gateway);
        int[] topics = clients.Select(client => client.Register($"burst/{client.Id}")).ToArray();
        await Wait.UntilAsync(
            () => gateway.CountOf("another connection of shard") >= 2 * (connections - 1), "all connections of the two shards are up",
            details: () => gateway.Output);
        relay.HoldBack();

        int[] ids = clients.Select((client, i) => client.SendPublish(topics[i], "0", 2)).ToArray();
        Assert.IsFalse(clients[0].TryRead(TimeSpan.FromMilliseconds(200)), "the broker's answers are held back");
        relay.Cut();
        Finish(clients, ids);

        await ExpectAllOnceAsync(subscriber, clients, 1, gateway);
    }

    private static SnPeer[] ConnectedClients(GatewayProcess gateway) =>
        Enumerable.Range(0, Clients).Select(i => SnPeer.Connected(gateway.EndPoint, $"client{i}")).ToArray();

    private static void Finish(SnPeer[] clients, int[] ids)
    {
        foreach (SnPeer client in clients)
        {
            client.Expect(MessageType.PubRec);
        }

        for (int i = 0; i < clients.Length; i++)
        {
            clients[i].FinishQos2(ids[i]);
        }
    }

    private static async Task ExpectAllOnceAsync(Subscriber subscriber, SnPeer[] clients, int messagesEach, GatewayProcess gateway)
    {
        await Wait.UntilAsync(
            () => subscriber.Messages.Count >= Clients * messagesEach,
            "every message",
            details: () => $"{subscriber.Messages.Count} came; the gateway says: {gateway.Output}");
        foreach (SnPeer client in clients)
        {
            CollectionAssert.AreEqual(
                Enumerable.Range(0, messagesEach).Select(round => $"{round}").ToArray(),
                subscriber.On($"burst/{client.Id}").Select(message => message.Payload).ToArray());
            client.Dispose();
        }
    }
}
