using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests.Node;

[TestClass]
[DoNotParallelize]
public sealed class BrokerOutageTests
{
    [TestMethod]
    public async Task Readings_of_an_outage_outlive_a_restart_of_the_board_on_its_flash()
    {
        string flash = Directory.CreateTempSubdirectory("sensornet-flash-").FullName;
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber before = await Subscriber.StartAsync(broker);
        long firstMs;
        long stoppedMs;
        using (NodeProcess node = NodeProcess.StartWith(broker, "keeping", flash, ("flashReadings", 128)))
        {
            await node.WaitForReadingsAsync(before, 2);
            firstMs = before.On(node.Topic("readings"))[0].Time;
            await broker.StopAsync();
            await Wait.UntilAsync(() => node.CountOf("next attempt in") >= 3, "three attempts in vain", details: () => node.Output);
            node.PressCtrlC();
            await node.WaitForExitAsync();
            Assert.IsFalse(node.Says("readings unsent"), node.Output);
            stoppedMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        }

        await broker.StartAsync();
        using Subscriber after = await Subscriber.StartAsync(broker);
        using NodeProcess again = NodeProcess.StartWith(broker, "keeping", flash, ("flashReadings", 128));
        await Wait.UntilAsync(() => again.Says("readings from before the restart are on the flash"), "they are found", details: () => again.Output);
        await Wait.UntilAsync(
            () => after.On(again.Topic("readings")).Any(reading => reading.Seq == 0), "a reading of this start", details: () => again.Output);
        ReceivedMessage[] kept = [.. after.On(again.Topic("readings")).TakeWhile(reading => reading.Seq > 0)];
        Assert.IsGreaterThanOrEqualTo(2, kept.Length, again.Output);
        for (int i = 0; i < kept.Length; i++)
        {
            Assert.AreEqual(kept[0].Seq + i, kept[i].Seq, "in order and without a gap");
            Assert.IsTrue(kept[i].Time > firstMs && kept[i].Time < stoppedMs, "each has the time when it was taken");
            Assert.IsTrue(i == 0 || kept[i].Time > kept[i - 1].Time, "each has the time when it was taken");
        }

        Directory.Delete(flash, recursive: true);
    }

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
