using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>A client whose retained words or will the broker may have lost or changed is sent to connect again.</summary>
[TestClass]
public sealed class RecallTests
{
    private const string MarkerTopics = "gateways/+/retained/#";

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
    [DataRow("aggregating", "killed", false)]
    [DataRow("aggregating", "killed", true)]
    [DataRow("aggregating", "stopped", false)]
    [DataRow("aggregating", "stopped", true)]
    [DataRow("transparent", "killed", false)]
    [DataRow("transparent", "killed", true)]
    [DataRow("transparent", "stopped", false)]
    [DataRow("transparent", "stopped", true)]
    public async Task The_status_of_one_that_sleeps_is_right_after_it_woke(string mode, string end, bool isPersistent)
    {
        using MosquittoBroker broker = isPersistent ? await MosquittoBroker.StartPersistentAsync() : await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Broker:BackoffMaxMs", "200"]);
        using SnPeer node = new SnPeer(gateway.EndPoint, "node");
        SayStatus(node);
        node.Sleep(600);
        await End(broker, end);
        await broker.StartAsync();
        await gateway.WaitUntilConnectedAsync(2);

        if (mode == "transparent" || end == "killed" || !isPersistent)
        {
            // Transparent its broker connection may not be back at its first wake-up.
            await Wait.UntilAsync(() => IsToldAwake(node, gateway), "it is told", details: () => gateway.Output);
            SayStatus(node);
        }

        using Subscriber subscriber = await Subscriber.StartAsync(broker, "node/status");
        await subscriber.WaitForAsync("node/status", "online", details: () => gateway.Output);
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

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Aggregating_tells_them_when_the_broker_kept_the_session_and_lost_what_was_retained(bool hasMarker)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartPersistentAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, more: ["--Broker:BackoffMaxMs", "200", "--Broker:RetainedMarker", hasMarker ? "true" : "false"]);
        using SnPeer node = new SnPeer(gateway.EndPoint, "node");
        node.ConnectWithWill("node/status", "offline", 60);
        using (Subscriber values = await Subscriber.StartAsync(broker, MarkerTopics))
        {
            await WaitUntilProvedAsync(gateway, hasMarker ? 2 : 0);
            await broker.SaveAsync();
            int before = values.Messages.Count;
            node.Publish(node.Register("node/status"), "online", 1, retain: true);
            await Wait.UntilAsync(() => !hasMarker || values.Messages.Count > before, "another value");
        }

        await broker.KillAsync();
        await broker.StartAsync();
        await gateway.WaitUntilConnectedAsync(2);

        Assert.IsTrue(gateway.Says("which kept its session"), gateway.Output);
        Assert.AreEqual(hasMarker, node.TryRead(hasMarker ? TimeSpan.FromSeconds(20) : Quiet), gateway.Output);
        Assert.IsFalse(node.TryRead(TimeSpan.FromMilliseconds(1)), "once is enough");
    }

    [TestMethod]
    [DataRow("kill")]
    [DataRow("network")]
    public async Task Aggregating_tells_nobody_when_all_that_was_retained_is_there(string end)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartPersistentAsync();
        using BrokerRelay relay = new BrokerRelay(broker.Port);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, more: ["--Broker:BackoffMaxMs", "200", "--Broker:Port", $"{relay.Port}"]);
        using SnPeer node = new SnPeer(gateway.EndPoint, "node");
        node.ConnectWithWill("node/status", "offline", 60);
        using (Subscriber values = await Subscriber.StartAsync(broker, MarkerTopics))
        {
            await WaitUntilProvedAsync(gateway, 2);
            int before = values.Messages.Count;
            node.Publish(node.Register("node/status"), "online", 1, retain: true);
            await Wait.UntilAsync(() => values.Messages.Count > before, "another value");
        }

        await broker.SaveAsync();
        if (end == "kill")
        {
            await broker.KillAsync();
            relay.Cut();
            await broker.StartAsync();
        }
        else
        {
            relay.Cut();
        }

        await gateway.WaitUntilConnectedAsync(2);
        Assert.IsTrue(gateway.Says("which kept its session"), gateway.Output);
        Assert.IsFalse(node.TryRead(Quiet + Quiet), gateway.Output);
    }

    // Each of the two shards reads its first value back.
    private static Task WaitUntilProvedAsync(GatewayProcess gateway, int times) => Wait.UntilAsync(
        () => gateway.CountOf("as it was written") >= times, $"{times} values are read back", details: () => gateway.Output);

    private static bool IsToldAwake(SnPeer node, GatewayProcess gateway)
    {
        node.SendWakeUp();
        Assert.IsTrue(node.TryRead(TimeSpan.FromSeconds(20)), gateway.Output);
        return node.Message.Type == MessageType.Disconnect;
    }

    private static void SayStatus(SnPeer node)
    {
        node.ConnectWithWill("node/status", "offline", 60);
        node.Publish(node.Register("node/status"), "online", 1, retain: true);
    }

    private static Task End(MosquittoBroker broker, string end) => end == "killed" ? broker.KillAsync() : broker.StopAsync();
}
