using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests.Node;

[TestClass]
[DoNotParallelize]
public sealed class NodeOfflineTests
{
    private const int KeepAliveSeconds = 5;
    private const int FrozenOnMs = 3000;

    // What "at once" may take on a busy machine; the keep alive of 60 s is far beyond it.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    // A second more than the rule says, for a busy machine.
    private static readonly TimeSpan KeepAliveLimit = TimeSpan.FromSeconds((1.5 * KeepAliveSeconds) + 1);

    // Mosquitto looks for clients that exceeded their keep alive only every 5 s.
    private static readonly TimeSpan MosquittoLimit = KeepAliveLimit + TimeSpan.FromSeconds(5);

    [TestMethod]
    public async Task A_killed_node_is_offline_at_once_by_its_will()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using NodeProcess node = new NodeProcess(broker, "killed");
        await node.WaitUntilOnlineAsync(subscriber);
        node.Kill();
        await subscriber.WaitForAsync(node.Topic("status"), "offline", AtOnce);

        using Subscriber late = await Subscriber.StartAsync(broker, node.Topic("status"));
        await late.WaitForAsync(node.Topic("status"), "offline");
        Assert.IsTrue(late.Messages[0].Retain);
    }

    [TestMethod]
    public async Task A_frozen_node_is_offline_within_one_and_a_half_keep_alives_by_its_will()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using NodeProcess node = new NodeProcess(broker, "frozen", KeepAliveSeconds);
        await node.WaitUntilOnlineAsync(subscriber);
        node.Freeze();
        await subscriber.WaitForAsync(node.Topic("status"), "offline", MosquittoLimit);
    }

    [TestMethod]
    public async Task A_planned_stop_publishes_offline_at_once_and_not_by_the_will()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using NodeProcess node = new NodeProcess(broker, "stopped");
        await node.WaitForReadingsAsync(subscriber, 1);
        node.PressCtrlC();
        await subscriber.WaitForAsync(node.Topic("status"), "offline", AtOnce, () => node.Output);
        Assert.AreEqual(0, await node.WaitForExitAsync(), node.Output);
        Assert.AreEqual(1, subscriber.On(node.Topic("status")).Count(message => message.Payload == "offline"));
        StringAssert.Matches(broker.Output, new Regex("Client stopped( \\[.*\\])? disconnected\\."), "the broker was told goodbye");
    }

    [TestMethod]
    public async Task A_node_notices_a_frozen_broker_within_one_and_a_half_keep_alives_and_goes_on_reading()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using NodeProcess node = new NodeProcess(broker, "patient", KeepAliveSeconds);
        await node.WaitForReadingsAsync(subscriber, 2);
        broker.Freeze();
        await Wait.UntilAsync(() => node.Says("the broker has not answered"), "the node notices", KeepAliveLimit, () => node.Output);
        long noticedAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await Wait.UntilAsync(() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() > noticedAt + FrozenOnMs, "the broker was frozen for long enough");
        broker.Thaw();

        long[] Taken() => [.. subscriber.On(node.Topic("readings")).Select(message => message.Time).Where(time => time > noticedAt)];
        await Wait.UntilAsync(
            () => Taken().Any(time => time > noticedAt + FrozenOnMs + 1000), "readings from after the freeze", details: () => node.Output);
        long[] taken = Taken();
        Assert.IsTrue(
            taken[0] < noticedAt + 1600,
            $"the first was taken while the broker was frozen, which the node had noticed at {noticedAt}: {string.Join(", ", taken)}");
        for (int i = 1; i < taken.Length; i++)
        {
            Assert.IsTrue(
                taken[i] - taken[i - 1] is > 800 and < 1600, $"readings were taken every second also meanwhile: {string.Join(", ", taken)}");
        }
    }
}
