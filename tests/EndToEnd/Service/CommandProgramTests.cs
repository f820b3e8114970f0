using SensorNet.EndToEnd.Tests.MqttSn;

namespace SensorNet.EndToEnd.Tests.Service;

/// <summary><c>sensornet command</c> to constrained nodes as they are flashed, through Mosquitto and the gateway service.</summary>
[TestClass]
public sealed class CommandProgramTests
{
    [TestMethod]
    [DataRow("aggregating", "awake")]
    [DataRow("aggregating", "light")]
    [DataRow("aggregating", "deep")]
    [DataRow("transparent", "awake")]
    [DataRow("transparent", "light")]
    [DataRow("transparent", "deep")]
    public async Task A_node_that_is_awake_or_sleeps_obeys_and_answers(string mode, string sleep)
    {
        using ServiceScene scene = await ServiceScene.StartAsync(mode);
        using EmulatedFirmware node = Start(scene, sleep);
        await node.WaitForReadingsAsync(scene.Subscriber, 1);
        Assert.AreEqual("done", await RunAsync(scene, node, 0, "set", "intervalMs=3000"));
        StringAssert.Contains(await RunAsync(scene, node, 0, "get", "intervalMs", "sleep"), "intervalMs=3000");
        Assert.AreEqual("done", await RunAsync(scene, node, 0, "read"));
        string refusal = await RunAsync(scene, node, 1, "identify");
        StringAssert.Contains(refusal, "the node refused: identify: this board has no light");
    }

    [TestMethod]
    [DataRow("awake")]
    [DataRow("light")]
    [DataRow("deep")]
    public async Task A_restart_is_answered_and_a_changed_interval_outlives_it(string sleep)
    {
        using ServiceScene scene = await ServiceScene.StartAsync("aggregating");
        using EmulatedFirmware node = Start(scene, sleep);
        await node.WaitForReadingsAsync(scene.Subscriber, 1);
        Assert.AreEqual("done", await RunAsync(scene, node, 0, "set", "intervalMs=2500"));
        Assert.AreEqual("done", await RunAsync(scene, node, 0, "reboot"));
        await Wait.UntilAsync(() => node.CountOf("restarting the board: command") == 1, "it restarts", details: () => node.Output);
        await Wait.UntilAsync(
            () => scene.Subscriber.On(node.Topic("info")).Any(info => info.Payload.Contains("\"resetReason\":\"command", StringComparison.Ordinal)),
            "the info says why", details: () => node.Output);

        // It has subscribed by now: a command that comes before is of the session that the restart ends.
        StringAssert.Contains(await RunAsync(scene, node, 0, "get", "intervalMs"), "intervalMs=2500");
    }

    [TestMethod]
    public async Task Another_setting_is_tried_and_kept()
    {
        using ServiceScene scene = await ServiceScene.StartAsync("aggregating");
        using EmulatedFirmware node = Start(scene, "light");
        await node.WaitForReadingsAsync(scene.Subscriber, 1);
        string output = await RunAsync(scene, node, 0, "set", "keepAliveSeconds=30");
        StringAssert.Contains(output, "the node restarts and tries them for up to 300 s");
        StringAssert.Contains(output, "done");
        StringAssert.Contains(await RunAsync(scene, node, 0, "get", "keepAliveSeconds"), "keepAliveSeconds=30");
    }

    [TestMethod]
    public async Task A_retained_command_is_refused_and_said_so()
    {
        using ServiceScene scene = await ServiceScene.StartAsync("aggregating");
        await Publisher.SendAsync(scene.Broker, "devices/late/commands", """{"id":5,"reboot":true}""", 1, retain: true);
        using EmulatedFirmware node = scene.StartNode("late");
        await scene.Subscriber.WaitForAsync(
            node.Topic("responses"),
            """{"id":5,"ok":false,"error":"a retained command is not obeyed: send it without the retain flag"}""",
            details: () => node.Output);
    }

    private static EmulatedFirmware Start(ServiceScene scene, string sleep) => sleep switch
    {
        "light" => scene.StartNode("n-light", ("intervalMs", 3600000), ("sleep", "light"), ("checkSeconds", 2)),
        "deep" => scene.StartNode("n-deep", ("intervalMs", 4000), ("sleep", "deep")),
        _ => scene.StartNode("n-awake", ("intervalMs", 3600000)),
    };

    private static async Task<string> RunAsync(ServiceScene scene, EmulatedFirmware node, int exitCode, params string[] words)
    {
        using ChildProcess command = scene.StartCommand(node.Id, words);
        await command.WaitForExitAsync();
        Assert.AreEqual(exitCode, command.ExitCode, command.Output + node.Output + scene.Service.Output);
        return command.Output.Trim();
    }
}
