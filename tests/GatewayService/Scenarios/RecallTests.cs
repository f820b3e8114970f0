using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>A client whose retained words or will the broker may have lost or changed is sent to connect again.</summary>
[TestClass]
public sealed class RecallTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    [TestMethod]
    [DataRow("aggregating", "killed", false)]
    [DataRow("aggregating", "killed", true)]
    [DataRow("aggregating", "stopped", false)]
    [DataRow("transparent", "killed", false)]
    [DataRow("transparent", "killed", true)]
    [DataRow("transparent", "stopped", false)]
    [DataRow("transparent", "stopped", true)]
    public async Task A_client_with_a_will_is_told_when_the_broker_is_back(string mode, string end, bool isPersistent)
    {
        using MosquittoBroker broker = isPersistent ? await MosquittoBroker.StartPersistentAsync() : await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Broker:BackoffMaxMs", "200"]);
        using SnPeer node = new SnPeer(gateway.EndPoint, "node");
        using SnPeer listener = SnPeer.Connected(gateway.EndPoint, "listener");
        node.ConnectWithWill("node/status", "offline", 60);
        await End(broker, end);
        Assert.IsFalse(node.TryRead(TimeSpan.FromMilliseconds(500)), "not before the broker is back");
        await broker.StartAsync();

        node.Expect(MessageType.Disconnect);
        node.ConnectWithWill("node/status", "offline", 60);
        node.Publish(node.Register("node/status"), "online", 1, retain: true);

        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        await subscriber.WaitForAsync("node/status", "online", details: () => gateway.Output);
        Assert.IsFalse(node.TryRead(Quiet), "once is enough");
        Assert.IsFalse(listener.TryRead(TimeSpan.Zero), "a client without a will stays connected");
    }

    [TestMethod]
    public async Task Aggregating_tells_nobody_when_the_broker_has_kept_all()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartPersistentAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: ["--Broker:BackoffMaxMs", "200"]);
        using SnPeer node = new SnPeer(gateway.EndPoint, "node");
        node.ConnectWithWill("node/status", "offline", 60);
        await broker.StopAsync();
        await broker.StartAsync();
        await gateway.WaitUntilConnectedAsync(2);

        Assert.IsFalse(node.TryRead(Quiet), "its status is still there");
    }

    [TestMethod]
    public async Task Every_client_with_a_will_is_told()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: ["--Broker:BackoffMaxMs", "200", "--Timing:RecallGapMs", "50"]);
        SnPeer[] nodes = Enumerable.Range(0, 20).Select(i => new SnPeer(gateway.EndPoint, $"node{i}")).ToArray();
        foreach (SnPeer? node in nodes)
        {
            node.ConnectWithWill("node/status", "offline", 60);
        }

        await broker.KillAsync();
        await broker.StartAsync();

        foreach (SnPeer? node in nodes)
        {
            node.Expect(MessageType.Disconnect);
            node.Dispose();
        }
    }

    private static Task End(MosquittoBroker broker, string end) => end == "killed" ? broker.KillAsync() : broker.StopAsync();
}
