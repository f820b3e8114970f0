using SensorNet.EndToEnd.Tests.MqttSn;

namespace SensorNet.EndToEnd.Tests.Service;

// A node subscribes before it sends its first reading.
[TestClass]
public sealed class NodeCommandTests
{
    [TestMethod]
    [DynamicData(nameof(Modes.AtEveryQos), typeof(Modes))]
    public async Task A_command_reaches_a_connected_node_at_every_qos(string mode, int qos)
    {
        using ServiceScene scene = await ServiceScene.StartAsync(mode);
        using EmulatedFirmware node = scene.StartNode("awake", ("intervalMs", 3600000), ("commandsQos", qos));
        await node.WaitForReadingsAsync(scene.Subscriber, 1);
        await Publisher.SendAsync(scene.Broker, node.Topic("commands"), "read", qos);
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
    }

    [TestMethod]
    [DynamicData(nameof(Modes.AtEveryQos), typeof(Modes))]
    public async Task A_command_waits_for_a_node_in_light_sleep_until_it_looks(string mode, int qos)
    {
        using ServiceScene scene = await ServiceScene.StartAsync(mode);
        using EmulatedFirmware node = scene.StartNode(
            "sleeper", ("intervalMs", 3600000), ("sleep", "light"), ("checkSeconds", 2), ("commandsQos", qos));
        await node.WaitForReadingsAsync(scene.Subscriber, 1);
        await Publisher.SendAsync(scene.Broker, node.Topic("commands"), "read", qos);
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_command_waits_for_a_node_in_deep_sleep_until_it_wakes_up(string mode)
    {
        using ServiceScene scene = await ServiceScene.StartAsync(mode);
        using EmulatedFirmware node = scene.StartNode("hibernator", ("intervalMs", 4000), ("sleep", "deep"));
        await node.WaitForReadingsAsync(scene.Subscriber, 1);
        await Wait.UntilAsync(() => node.Node.Boots > 1, "the node has slept", details: () => node.Output);
        await Publisher.SendAsync(scene.Broker, node.Topic("commands"), "interval 1000", 1);
        await Wait.UntilAsync(
            () => node.CountOf("command: a reading every 1000 ms") > 0, "the command", details: () => node.Output + scene.Service.Output);
    }
}
