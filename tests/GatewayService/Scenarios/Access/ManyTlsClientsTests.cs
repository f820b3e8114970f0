using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios.Access;

[TestClass]
public sealed class ManyTlsClientsTests
{
    private const int Clients = 1_000;

    [TestMethod]
    [DoNotParallelize]
    [DataRow("tls")]
    public async Task A_thousand_transparent_clients_have_their_connections_and_messages_pass(string transport)
    {
        using SecureBroker broker = await SecureBroker.StartAsync(transport);
        using Subscriber subscriber = await Subscriber.StartAsync(broker.Broker, "of/#");
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker.Broker, "transparent", more: broker.Arguments("--Broker:ConnectTimeoutMs", "60000"));
        SnPeer[] clients = Enumerable.Range(0, Clients).Select(i => new SnPeer(gateway.EndPoint, $"client{i}")).ToArray();
        foreach (SnPeer client in clients)
        {
            client.SendConnect();
        }

        foreach (SnPeer client in clients)
        {
            client.Expect(MessageType.ConnAck);
            Assert.AreEqual(ReturnCode.Accepted, client.Message.ReturnCode, gateway.Output);
        }

        foreach (SnPeer client in clients)
        {
            client.Publish(client.Register($"of/{client.Id}"), "here", 1);
        }

        await Wait.UntilAsync(() => subscriber.Messages.Count >= Clients, "every message", details: () => $"{subscriber.Messages.Count} came");
        foreach (SnPeer client in clients)
        {
            Assert.HasCount(1, subscriber.On($"of/{client.Id}"));
            client.Dispose();
        }
    }
}
