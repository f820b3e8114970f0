using SensorNet.EndToEnd.Tests.MqttSn;

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
        using ServiceScene scene = await ServiceScene.StartAsync(mode);
        using EmulatedFirmware node = scene.StartNode("survivor", ("sleep", sleep), ("intervalMs", 2000), ("congestionWaitSeconds", 2));
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
        await scene.KillAndRestartServiceAsync();

        int before = scene.Subscriber.On(node.Topic("readings")).Count;
        await node.WaitForReadingsAsync(scene.Subscriber, before + 3, Recovery);
        long[] seqs = scene.Subscriber.On(node.Topic("readings")).Select(reading => reading.Seq).Distinct().Order().ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, seqs.Length).Select(i => (long)i).ToArray(), seqs, node.Output);
    }

    [TestMethod]
    [DataRow("aggregating", "none")]
    [DataRow("aggregating", "light")]
    [DataRow("transparent", "none")]
    [DataRow("transparent", "light")]
    public async Task Readings_go_on_when_the_broker_is_killed_and_restarted(string mode, string sleep)
    {
        using ServiceScene scene = await ServiceScene.StartAsync(mode);
        using EmulatedFirmware node = scene.StartNode("patient", ("sleep", sleep), ("congestionWaitSeconds", 2));
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
        await scene.Broker.KillAsync();
        await Wait.UntilAsync(() => scene.Service.Says("has no broker"), "the gateway notices", details: () => scene.Service.Output);
        await scene.Broker.StartAsync();

        using Subscriber subscriber = await Subscriber.StartAsync(scene.Broker);
        await node.WaitForReadingsAsync(subscriber, 3, Recovery);
        long[] seqs = subscriber.On(node.Topic("readings")).Select(reading => reading.Seq).ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, seqs.Length).Select(i => seqs[0] + i).ToArray(), seqs, node.Output);
    }

    [TestMethod]
    [DataRow("aggregating", "killed", false)]
    [DataRow("aggregating", "stopped", false)]
    [DataRow("aggregating", "stopped", true)]
    [DataRow("transparent", "killed", false)]
    [DataRow("transparent", "stopped", false)]
    [DataRow("transparent", "stopped", true)]
    public async Task Status_and_info_of_a_node_are_there_again_after_a_restart_of_the_broker(string mode, string end, bool isPersistent)
    {
        using ServiceScene scene = await ServiceScene.StartAsync(mode, isPersistent);
        using EmulatedFirmware node = scene.StartNode("known");
        await node.WaitUntilOnlineAsync(scene.Subscriber);
        await node.WaitForReadingsAsync(scene.Subscriber, 2);

        await ForgottenNode.RestartBrokerAsync(scene.Broker, end, node, () => node.Output + "\n" + scene.Service.Output);
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_short_outage_of_the_broker_makes_no_node_wait_for_minutes(string mode)
    {
        using ServiceScene scene = await ServiceScene.StartAsync(mode);
        using EmulatedFirmware node = scene.StartNode("here");
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
        await scene.Broker.StopAsync();
        await Wait.UntilAsync(() => scene.Service.Says("has no broker"), "the gateway notices", details: () => scene.Service.Output);
        using EmulatedFirmware comer = scene.StartNode("new");
        await Wait.UntilAsync(() => node.CountOf("the gateway does not answer") > 0, "the node has something to say", details: () => node.Output);
        await scene.Broker.StartAsync();

        using Subscriber subscriber = await Subscriber.StartAsync(scene.Broker);
        await node.WaitForReadingsAsync(subscriber, 3);
        await comer.WaitForReadingsAsync(subscriber, 3);
        await comer.WaitUntilOnlineAsync(subscriber);
    }
}
