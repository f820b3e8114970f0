using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests.Node;

/// <summary>Commands to the node as it is flashed, through Mosquitto.</summary>
[TestClass]
public sealed class CommandTests
{
    [TestMethod]
    public async Task A_command_is_obeyed_and_answered()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using NodeProcess node = new(broker, "obedient");
        await node.WaitUntilOnlineAsync(subscriber);

        await SendAsync(broker, node, """{"id":"7","set":{"intervalMs":3600000}}""");
        await AnswerAsync(subscriber, node, """{"id":"7","ok":true,"applies":"now"}""");
        await SendAsync(broker, node, """{"id":8,"get":["intervalMs","brokerPassword"]}""");
        await AnswerAsync(subscriber, node, """{"id":8,"ok":true,"get":{"intervalMs":3600000,"brokerPassword":null}}""");
        int readings = subscriber.On(node.Topic("readings")).Count;
        await SendAsync(broker, node, """{"id":9,"read":true}""");
        await AnswerAsync(subscriber, node, """{"id":9,"ok":true}""");
        await node.WaitForReadingsAsync(subscriber, readings + 1);
    }

    [TestMethod]
    public async Task A_restart_is_answered_first_and_the_changed_interval_outlives_it()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using NodeProcess node = new(broker, "restarter");
        await node.WaitUntilOnlineAsync(subscriber);
        await SendAsync(broker, node, """{"id":1,"set":{"intervalMs":1234}}""");
        await AnswerAsync(subscriber, node, """{"id":1,"ok":true,"applies":"now"}""");

        await SendAsync(broker, node, """{"id":2,"reboot":true}""");
        await AnswerAsync(subscriber, node, """{"id":2,"ok":true}""");
        await Wait.UntilAsync(() => node.CountOf("a reading every 1234 ms") == 1, "it starts with the interval", details: () => node.Output);
        await Wait.UntilAsync(() => node.CountOf("connected to") == 2, "it is back", details: () => node.Output);
    }

    [TestMethod]
    public async Task Another_broker_is_kept_when_the_node_reaches_it()
    {
        using MosquittoBroker first = await MosquittoBroker.StartAsync();
        using MosquittoBroker second = await MosquittoBroker.StartAsync("node", "right-horse");
        using Subscriber atFirst = await Subscriber.StartAsync(first);
        using Subscriber atSecond = await Subscriber.StartAsync(second, "#", "node", "right-horse");
        using NodeProcess node = new(first, "mover");
        await node.WaitUntilOnlineAsync(atFirst);

        await SendAsync(
            first, node, $$$"""{"id":"m","set":{"brokerPort":{{{second.Port}}},"brokerUser":"node","brokerPassword":"right-horse"}}""");
        await AnswerAsync(atFirst, node, """{"id":"m","applies":"after restart","tryingSeconds":300}""");
        await AnswerAsync(atSecond, node, """{"id":"m","ok":true}""");
        await node.WaitForReadingsAsync(atSecond, 1);
        Assert.IsFalse(node.Output.Contains("right-horse", StringComparison.Ordinal), "a password is never shown");
    }

    private static Task SendAsync(MosquittoBroker broker, NodeProcess node, string command) =>
        Publisher.SendAsync(broker, node.Topic("commands"), command, 1);

    private static Task AnswerAsync(Subscriber subscriber, NodeProcess node, string answer) =>
        subscriber.WaitForAsync(node.Topic("responses"), answer, details: () => node.Output);
}
