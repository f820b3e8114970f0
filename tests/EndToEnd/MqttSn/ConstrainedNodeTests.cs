using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests.MqttSn;

[TestClass]
public sealed class ConstrainedNodeTests
{
    [TestMethod]
    [DataRow("none", 0)]
    [DataRow("none", 1)]
    [DataRow("light", 0)]
    [DataRow("light", 1)]
    [DataRow("deep", 0)]
    [DataRow("deep", 1)]
    public async Task Readings_arrive_in_every_sleep_mode_with_consecutive_numbers(string sleep, int qos)
    {
        using GatewayScene scene = await GatewayScene.StartAsync();
        using EmulatedFirmware node = scene.StartNode("node-" + sleep, ("sleep", sleep), ("qos", qos), ("intervalMs", sleep == "deep" ? 2000 : 1000));
        await node.WaitForReadingsAsync(scene.Subscriber, 4);

        long[] seqs = scene.Subscriber.On(node.Topic("readings")).Select(reading => reading.Seq).ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, seqs.Length).Select(i => (long)i).ToArray(), seqs, node.Output);
        await node.WaitUntilOnlineAsync(scene.Subscriber);
        Assert.IsFalse(scene.Subscriber.Has(node.Topic("status"), "offline"), node.Output);
        if (sleep == "deep")
        {
            Assert.IsTrue(node.Node.Boots >= 4, $"{node.Node.Boots} boots\n{node.Output}");
        }
    }

    [TestMethod]
    public async Task Info_is_retained_and_says_what_the_node_is()
    {
        using GatewayScene scene = await GatewayScene.StartAsync();
        using EmulatedFirmware node = scene.StartNode("shed");
        await Wait.UntilAsync(() => scene.Subscriber.On(node.Topic("info")).Count > 0, "info", details: () => node.Output);

        using Subscriber late = await Subscriber.StartAsync(scene.Broker, node.Topic("info"));
        await Wait.UntilAsync(() => late.Messages.Count > 0, "retained info");
        Assert.AreEqual("ConstrainedNode", late.Messages[0].Json.GetProperty("firmware").GetString());
    }

    [TestMethod]
    [DataRow("topicId", 7, "devices/seven/readings")]
    [DataRow("shortTopic", "ab", "ab")]
    public async Task Qos_minus_one_needs_no_connection(string key, object value, string topic)
    {
        using GatewayScene scene = await GatewayScene.StartAsync();
        using EmulatedFirmware node = scene.StartNode("quiet", ("qos", -1), (key, value), ("sleep", "light"));
        await Wait.UntilAsync(() => scene.Subscriber.On(topic).Count >= 3, "3 readings", details: () => node.Output);
        Assert.AreEqual(0, node.CountOf("connected to the gateway"));
    }

    [TestMethod]
    public async Task A_node_without_an_address_finds_the_gateway()
    {
        using GatewayScene scene = await GatewayScene.StartAsync();
        using EmulatedFirmware node = new EmulatedFirmware(
            ConstrainedNode.Program.Main,
            1,
            new Dictionary<string, object>
            {
                ["deviceId"] = "lost",
                ["gatewayPort"] = scene.Port,
                ["localPort"] = 0,
                ["broadcastAddress"] = "127.255.255.255",
                ["intervalMs"] = 1000,
            });
        await node.WaitForReadingsAsync(scene.Subscriber, 1);
        Assert.IsTrue(node.CountOf("gateway 1 found at 127.0.0.1:") > 0, node.Output);
    }

    [TestMethod]
    public async Task The_will_says_offline_when_the_node_loses_its_power()
    {
        using GatewayScene scene = await GatewayScene.StartAsync();
        using EmulatedFirmware node = scene.StartNode("short", ("keepAliveSeconds", 5));
        await node.WaitUntilOnlineAsync(scene.Subscriber);
        await node.WaitForReadingsAsync(scene.Subscriber, 1);
        node.Node.CutPower();
        await scene.Subscriber.WaitForAsync(node.Topic("status"), "offline", details: () => scene.Gateway.Output);
    }

    [TestMethod]
    [DoNotParallelize]
    public async Task A_planned_stop_says_offline_at_once()
    {
        using GatewayScene scene = await GatewayScene.StartAsync();
        using EmulatedFirmware node = scene.StartNode("polite");
        await node.WaitUntilOnlineAsync(scene.Subscriber);
        await node.WaitForReadingsAsync(scene.Subscriber, 1);
        Assert.IsTrue(node.Stop(), node.Output);
        await scene.Subscriber.WaitForAsync(node.Topic("status"), "offline", TimeSpan.FromSeconds(3), () => node.Output);
    }
}
