using SensorNet.Emulator;

namespace SensorNet.EndToEnd.Tests.MqttSn;

/// <summary>Days of a node that sleeps deeply, and of the gateway's firmware before a real broker, in simulated time.</summary>
[TestClass]
public sealed class SleepForDaysTests
{
    private const int Days = 2;
    private const int IntervalMs = 600_000;
    private const int ReadingsPerDay = 86_400_000 / IntervalMs;
    private static readonly DateTimeOffset Begin = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    // Datagrams that are answered have no more real time than that; what takes longer on a busy machine is sent again.
    private static readonly TimeSpan NetworkIdle = TimeSpan.FromMilliseconds(3);

    [TestMethod]
    public void A_node_in_deep_sleep_publishes_each_reading_for_days()
    {
        using MosquittoBroker broker = MosquittoBroker.StartAsync().GetAwaiter().GetResult();
        using Subscriber subscriber = Subscriber.StartAsync(broker).GetAwaiter().GetResult();
        int port = FreePorts.Next();
        using SimulatedTime time = new(Begin) { NetworkIdle = NetworkIdle };
        using IDisposable hold = time.Hold();
        using EmulatedFirmware gateway = new(GatewayNode.Program.Main, 1, new Dictionary<string, object>
        {
            ["deviceId"] = "gw",
            ["brokerHost"] = "127.0.0.1",
            ["brokerPort"] = broker.Port,
            ["udpPort"] = port,
        }, time: time);
        time.Wait(TimeSpan.FromMinutes(1));
        using EmulatedFirmware node = new(ConstrainedNode.Program.Main, 2, new Dictionary<string, object>
        {
            ["deviceId"] = "shed",
            ["intervalMs"] = IntervalMs,
            ["sleep"] = "deep",
            ["qos"] = 1,
            ["gatewayHost"] = "127.0.0.1",
            ["gatewayPort"] = port,
        }, time: time);

        time.Wait(TimeSpan.FromDays(Days) - TimeSpan.FromMilliseconds(IntervalMs / 2));

        int expected = Days * ReadingsPerDay;
        Assert.AreEqual(expected, node.Node.Boots, node.Output);
        node.WaitForReadingsAsync(subscriber, expected).GetAwaiter().GetResult();
        IReadOnlyList<ReceivedMessage> readings = subscriber.On(node.Topic("readings"));
        CollectionAssert.AreEqual(
            Enumerable.Range(0, expected).Select(i => (long)i).ToArray(), readings.Select(reading => reading.Seq).Distinct().ToArray(), node.Output);
        long spanMs = readings[^1].Time - readings[0].Time;
        Assert.AreEqual((expected - 1) * (double)IntervalMs, spanMs, IntervalMs, "the readings are on time");
    }
}
