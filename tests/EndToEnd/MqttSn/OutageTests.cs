using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests.MqttSn;

[TestClass]
public sealed class OutageTests
{
    [TestMethod]
    [DataRow("none")]
    [DataRow("light")]
    [DataRow("deep")]
    public async Task Readings_go_on_after_the_gateway_was_killed_and_restarted(string sleep)
    {
        using GatewayScene scene = await GatewayScene.StartAsync();
        using EmulatedFirmware node = scene.StartNode("survivor", ("sleep", sleep), ("intervalMs", 2000));
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
        scene.ReplaceGateway();

        int before = scene.Subscriber.On(node.Topic("readings")).Count;
        await node.WaitForReadingsAsync(scene.Subscriber, before + 3, TimeSpan.FromSeconds(90));

        // None is lost: what could not be delivered waited, in deep sleep on the flash.
        long[] seqs = scene.Subscriber.On(node.Topic("readings")).Select(reading => reading.Seq).Distinct().Order().ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, seqs.Length).Select(i => (long)i).ToArray(), seqs, node.Output);
    }

    [TestMethod]
    public async Task Readings_go_on_after_the_broker_was_stopped_and_restarted()
    {
        using GatewayScene scene = await GatewayScene.StartAsync();
        using EmulatedFirmware node = scene.StartNode("patient", ("congestionWaitSeconds", 2));
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
        await scene.Broker.StopAsync();
        await scene.Broker.StartAsync();

        using Subscriber subscriber = await Subscriber.StartAsync(scene.Broker);
        await Wait.UntilAsync(
            () => subscriber.On(node.Topic("readings")).Count >= 2, "readings over the new broker", TimeSpan.FromSeconds(90),
            () => node.Output + "\n" + scene.Gateway.Output);
    }

    [TestMethod]
    public async Task A_node_out_of_reach_sends_its_readings_when_it_is_back()
    {
        using GatewayScene scene = await GatewayScene.StartAsync();
        using EmulatedFirmware node = scene.StartNode("walker");
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
        node.Wifi.Drop();
        await Wait.UntilAsync(() => node.CountOf("no network") > 0, "the node notices", TimeSpan.FromSeconds(60), details: () => node.Output);
        node.Wifi.Restore();
        int before = scene.Subscriber.On(node.Topic("readings")).Count;
        await node.WaitForReadingsAsync(scene.Subscriber, before + 4, TimeSpan.FromSeconds(90));
        long[] seqs = scene.Subscriber.On(node.Topic("readings")).Select(reading => reading.Seq).Distinct().Order().ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, seqs.Length).Select(i => (long)i).ToArray(), seqs, node.Output);
    }

    [TestMethod]
    [DataRow("killed", false)]
    [DataRow("stopped", false)]
    [DataRow("stopped", true)]
    public async Task Status_and_info_of_a_node_are_there_again_after_a_restart_of_the_broker(string end, bool isPersistent)
    {
        using GatewayScene scene = await GatewayScene.StartAsync(isPersistent);
        using EmulatedFirmware node = scene.StartNode("known");
        await node.WaitUntilOnlineAsync(scene.Subscriber);
        await node.WaitForReadingsAsync(scene.Subscriber, 2);

        await ForgottenNode.RestartBrokerAsync(scene.Broker, end, node, () => node.Output + "\n" + scene.Gateway.Output);
    }

    [TestMethod]
    public async Task A_short_outage_of_the_broker_makes_no_node_wait_for_minutes()
    {
        using GatewayScene scene = await GatewayScene.StartAsync();
        using EmulatedFirmware node = scene.StartNode("here");
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
        await scene.Broker.StopAsync();
        await Wait.UntilAsync(() => node.CountOf("the gateway does not answer") > 0, "the node has something to say", details: () => node.Output);
        using EmulatedFirmware comer = scene.StartNode("new");
        await Wait.UntilAsync(() => comer.CountOf("connected to the gateway") > 0, "the new node is accepted", details: () => comer.Output);
        await scene.Broker.StartAsync();

        using Subscriber subscriber = await Subscriber.StartAsync(scene.Broker);
        await node.WaitForReadingsAsync(subscriber, 3);
        await comer.WaitForReadingsAsync(subscriber, 3);
        await comer.WaitUntilOnlineAsync(subscriber);
    }
}
