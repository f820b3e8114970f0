namespace SensorNet.EndToEnd.Tests.Service;

[TestClass]
public sealed class OutageTests
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(90);

    [TestMethod]
    [DataRow("aggregating", "none")]
    [DataRow("aggregating", "light")]
    [DataRow("aggregating", "deep")]
    [DataRow("transparent", "none")]
    [DataRow("transparent", "light")]
    [DataRow("transparent", "deep")]
    public async Task No_reading_is_lost_when_the_gateway_is_killed_and_restarted(string mode, string sleep)
    {
        using var scene = await ServiceScene.StartAsync(mode);
        using var node = scene.StartNode("survivor", ("sleep", sleep), ("intervalMs", 2000), ("congestionWaitSeconds", 2));
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
        await scene.KillAndRestartServiceAsync();

        var before = scene.Subscriber.On(node.Topic("readings")).Count;
        await node.WaitForReadingsAsync(scene.Subscriber, before + 3, Recovery);
        var seqs = scene.Subscriber.On(node.Topic("readings")).Select(reading => reading.Seq).Distinct().Order().ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, seqs.Length).Select(i => (long)i).ToArray(), seqs, node.Output);
    }

    [TestMethod]
    [DataRow("aggregating", "none")]
    [DataRow("aggregating", "light")]
    [DataRow("transparent", "none")]
    [DataRow("transparent", "light")]
    public async Task Readings_go_on_when_the_broker_is_killed_and_restarted(string mode, string sleep)
    {
        using var scene = await ServiceScene.StartAsync(mode);
        using var node = scene.StartNode("patient", ("sleep", sleep), ("congestionWaitSeconds", 2));
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
        await scene.Broker.KillAsync();
        await Wait.UntilAsync(() => scene.Service.Says("has no broker"), "the gateway notices", details: () => scene.Service.Output);
        await scene.Broker.StartAsync();

        using var subscriber = await Subscriber.StartAsync(scene.Broker);
        await node.WaitForReadingsAsync(subscriber, 3, Recovery);
        var seqs = subscriber.On(node.Topic("readings")).Select(reading => reading.Seq).ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, seqs.Length).Select(i => seqs[0] + i).ToArray(), seqs, node.Output);
    }
}
