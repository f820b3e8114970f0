namespace SensorNet.GatewayService.Tests.Scenarios;

[TestClass]
public sealed class WillTests
{
    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task The_will_of_a_client_that_is_lost_is_published(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode);
        using SnPeer client = new SnPeer(gateway.EndPoint);

        client.ConnectWithWill("client/status", "gone", keepAlive: 1);

        await subscriber.WaitForAsync("client/status", "gone", details: () => gateway.Output);
    }
}
