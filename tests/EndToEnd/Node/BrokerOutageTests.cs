using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests.Node;

[TestClass]
[DoNotParallelize]
public sealed class BrokerOutageTests
{
    [TestMethod]
    public async Task Readings_of_an_outage_arrive_afterwards_in_order_with_their_own_times()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using NodeProcess node = new NodeProcess(broker, "waiting");
        long lastBefore;
        using (Subscriber before = await Subscriber.StartAsync(broker))
        {
            await node.WaitForReadingsAsync(before, 2);
            await broker.StopAsync();
            lastBefore = before.On(node.Topic("readings"))[^1].Seq;
        }

        await Wait.UntilAsync(() => node.CountOf("next attempt in") >= 3, "three attempts in vain", details: () => node.Output);
        await broker.StartAsync();
        using Subscriber after = await Subscriber.StartAsync(broker);
        await Wait.UntilAsync(() => after.Has(node.Topic("status"), "online"), "online again", details: () => node.Output);
        await node.WaitForReadingsAsync(after, 5);

        IReadOnlyList<ReceivedMessage> readings = after.On(node.Topic("readings"));
        long[] seqs = readings.Select(reading => reading.Seq).ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, seqs.Length).Select(i => seqs[0] + i).ToArray(), seqs, "in order and without a gap");

        // A reading that was handed over while the connection was already dead is lost; QoS 0 promises no more.
        Assert.IsTrue(seqs[0] - lastBefore <= 3, $"the gap begins at {lastBefore} and its readings at {seqs[0]}");
        for (int i = 1; i < readings.Count; i++)
        {
            Assert.IsTrue(readings[i].Time - readings[i - 1].Time is > 800 and < 1600, "each has the time when it was taken");
        }
    }
}
