using SensorNet.EndToEnd.Tests.MqttSn;

namespace SensorNet.EndToEnd.Tests.Service;

[TestClass]
public sealed class NodeReadingsTests
{
    [TestMethod]
    [DataRow("aggregating", "none", 0)]
    [DataRow("aggregating", "none", 1)]
    [DataRow("aggregating", "light", 0)]
    [DataRow("aggregating", "light", 1)]
    [DataRow("aggregating", "deep", 0)]
    [DataRow("aggregating", "deep", 1)]
    [DataRow("transparent", "none", 0)]
    [DataRow("transparent", "none", 1)]
    [DataRow("transparent", "light", 0)]
    [DataRow("transparent", "light", 1)]
    [DataRow("transparent", "deep", 0)]
    [DataRow("transparent", "deep", 1)]
    public async Task Readings_arrive_in_every_sleep_mode_with_consecutive_numbers(string mode, string sleep, int qos)
    {
        using ServiceScene scene = await ServiceScene.StartAsync(mode);
        using EmulatedFirmware node = scene.StartNode("field", ("sleep", sleep), ("qos", qos), ("intervalMs", sleep == "deep" ? 2000 : 1000));
        await node.WaitForReadingsAsync(scene.Subscriber, 4);

        IReadOnlyList<ReceivedMessage> readings = scene.Subscriber.On(node.Topic("readings"));
        long[] seqs = readings.Select(reading => reading.Seq).ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, seqs.Length).Select(i => (long)i).ToArray(), seqs, node.Output);
        Assert.IsTrue(readings.All(reading => (int)reading.Qos == qos && !reading.Retain), string.Join('\n', readings));
        Assert.IsFalse(scene.Subscriber.Has(node.Topic("status"), "offline"), node.Output);

        using Subscriber late = await Subscriber.StartAsync(scene.Broker, node.Topic("status"));
        await late.WaitForAsync(node.Topic("status"), "online", details: () => node.Output);
        Assert.IsTrue(late.Messages[0].Retain);
    }

    [TestMethod]
    [DataRow("aggregating", "topicId", 7, "devices/seven/readings")]
    [DataRow("aggregating", "shortTopic", "ab", "ab")]
    [DataRow("transparent", "topicId", 7, "devices/seven/readings")]
    [DataRow("transparent", "shortTopic", "ab", "ab")]
    public async Task Qos_minus_one_needs_no_connection(string mode, string key, object value, string topic)
    {
        using ServiceScene scene = await ServiceScene.StartAsync(mode);
        using EmulatedFirmware node = scene.StartNode("quiet", ("qos", -1), (key, value), ("sleep", "light"));
        await Wait.UntilAsync(() => scene.Subscriber.On(topic).Count >= 3, "3 readings", details: () => node.Output + scene.Service.Output);
        Assert.AreEqual(0, node.CountOf("connected to the gateway"));
    }

    [TestMethod]
    [DataRow("aggregating", "none")]
    [DataRow("aggregating", "light")]
    [DataRow("transparent", "none")]
    [DataRow("transparent", "light")]
    public async Task The_will_says_offline_when_the_node_loses_its_power(string mode, string sleep)
    {
        using ServiceScene scene = await ServiceScene.StartAsync(mode);
        using EmulatedFirmware node = scene.StartNode("short", ("keepAliveSeconds", 5), ("sleep", sleep), ("intervalMs", 3000));
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
        Assert.IsFalse(scene.Subscriber.Has(node.Topic("status"), "offline"), node.Output);
        node.Node.CutPower();
        await scene.Subscriber.WaitForAsync(node.Topic("status"), "offline", details: () => scene.Service.Output);
    }
}
