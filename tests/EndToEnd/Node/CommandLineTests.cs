using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests.Node;

/// <summary><c>sensornet command</c> with the node as it is flashed, through Mosquitto.</summary>
[TestClass]
public sealed class CommandLineTests
{
    [TestMethod]
    public async Task A_command_is_sent_and_its_answer_shown()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using NodeProcess node = new(broker, "listener");
        await node.WaitUntilOnlineAsync(subscriber);

        Assert.AreEqual((0, "done"), await RunAsync(broker, "set", "intervalMs=2000"));
        Assert.AreEqual((0, "intervalMs=2000\nbrokerPassword=(not set)"), await RunAsync(broker, "get", "intervalMs", "brokerPassword"));
        Assert.AreEqual((0, """{"id":"x","ok":true}"""), await RunAsync(broker, """{"id":"x","read":true}""", "--json"));
        (int code, string said) = await RunAsync(broker, "set", "intervalMs=5");
        Assert.AreEqual(1, code);
        Assert.AreEqual(
            "sensornet command: the node refused: intervalMs: 5 is not allowed; allowed is a whole number from 1000 to 86400000", said);
    }

    [TestMethod]
    public async Task Settings_that_are_tried_are_waited_for()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using NodeProcess node = new(broker, "listener");
        await node.WaitUntilOnlineAsync(subscriber);

        Assert.AreEqual(
            (0, "the node restarts and tries them for up to 300 s\ndone"), await RunAsync(broker, "set", "ringSize=100", "payload=cbor"));
    }

    [TestMethod]
    public async Task A_node_that_is_not_there_is_said()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        (int code, string said) = await RunAsync(broker, "read", "--timeout", "1s");
        Assert.AreEqual(1, code);
        Assert.StartsWith("sensornet command: no answer on devices/listener/responses within 1 s", said);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(MosquittoBroker broker, params string[] words)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "sensornet.dll");
        using ChildProcess tool = new("dotnet", ["exec", program, "command", "listener", .. words, "--broker", $"127.0.0.1:{broker.Port}"]);
        await tool.WaitForExitAsync();
        return (tool.ExitCode, tool.Output);
    }
}
