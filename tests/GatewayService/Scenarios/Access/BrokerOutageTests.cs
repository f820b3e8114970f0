using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios.Access;

[TestClass]
public sealed class BrokerOutageTests
{
    private const int StalledMessages = 200;
    private const int BigBytes = 60_000;

    [TestMethod]
    [DataRow("tls", "aggregating")]
    [DataRow("tls", "transparent")]
    [DataRow("wss", "aggregating")]
    [DataRow("ws", "transparent")]
    public async Task What_was_acknowledged_over_a_kill_of_the_broker_arrives(string transport, string mode)
    {
        using SecureBroker broker = await SecureBroker.StartAsync(transport);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker.Broker, mode, more: broker.Arguments("--Broker:BackoffMaxMs", "200"));
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topic = client.Register("garden/temperature");
        await broker.Broker.KillAsync();
        await Wait.UntilAsync(
            () => gateway.Says("shard 0 has no broker") && gateway.Says("shard 1 has no broker"), "the gateway sees that the broker is away",
            details: () => gateway.Output);

        client.SendPublishAs(1, topic, "through", 1, dup: false);
        await broker.Broker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker.Broker);
        await gateway.WaitUntilConnectedAsync(2);
        await Wait.UntilAsync(() => IsAcknowledged(client, topic), "the message is acknowledged", details: () => gateway.Output);

        await subscriber.WaitForAsync("garden/temperature", "through");
    }

    [TestMethod]
    [DataRow("tls", "aggregating")]
    [DataRow("wss", "aggregating")]
    [DataRow("ws", "aggregating")]
    public async Task While_the_broker_stalls_clients_are_served_and_what_waits_arrives_in_its_order(string transport, string mode)
    {
        using SecureBroker broker = await SecureBroker.StartAsync(transport);
        using Subscriber subscriber = await Subscriber.StartAsync(broker.Broker, "stalled");
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker.Broker, mode, more: broker.Arguments());
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topic = client.Register("stalled");
        broker.Broker.Freeze();

        for (int i = 0; i < StalledMessages; i++)
        {
            client.SendPublish(topic, $"{i} {new string('x', BigBytes)}", 0);
            client.SendPing();
            client.Expect(MessageType.PingResp);
        }

        broker.Broker.Thaw();
        await Wait.UntilAsync(() => subscriber.Messages.Count >= StalledMessages, "all came", details: () => gateway.Output);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, StalledMessages).Select(i => $"{i}").ToArray(),
            subscriber.Messages.Select(message => message.Payload.Split(' ')[0]).ToArray());
    }

    // Sends again as a client does; a rejection with congestion means later.
    private static bool IsAcknowledged(SnPeer client, int topic)
    {
        client.SendPublishAs(1, topic, "through", 1, dup: true);
        return client.TryRead(TimeSpan.FromMilliseconds(500)) && client.Message.Type == MessageType.PubAck
            && client.Message.ReturnCode == ReturnCode.Accepted;
    }
}
