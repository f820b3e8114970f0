using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Tests.Brokers;

[TestClass]
public sealed class BrokerWatcherTests
{
    [TestMethod]
    public async Task A_broker_that_closes_each_connection_at_once_is_connected_to_ever_more_rarely()
    {
        const int Losses = 6;
        const int FirstMs = 20;
        using ClosingBroker broker = new ClosingBroker();
        using CancellationTokenSource stop = new CancellationTokenSource();
        BrokerOptions options = new BrokerOptions(new BrokerAddress("127.0.0.1", broker.Port))
        {
            BackoffFirst = TimeSpan.FromMilliseconds(FirstMs),
            BackoffMax = TimeSpan.FromSeconds(30),
        };
        BrokerWatcher watcher = new BrokerWatcher(options, "devices/#", TimeProvider.System);
        Task running = watcher.RunAsync(stop.Token);
        for (int loss = 1, longestMs = FirstMs; loss <= Losses;)
        {
            if (await watcher.Events.ReadAsync(stop.Token) is WatchEvent.Waiting waiting)
            {
                Assert.IsTrue(waiting.WasConnected, waiting.Reason);
                Assert.AreEqual(loss, waiting.Failures);
                double waitMs = waiting.RetryIn.TotalMilliseconds;
                Assert.IsTrue(waitMs >= longestMs / 2 && waitMs <= longestMs, $"{loss}: {waitMs} ms");
                loss++;
                longestMs *= 2;
            }
        }

        await stop.CancelAsync();
        await running;
    }

    [TestMethod]
    public async Task How_it_stands_with_the_connection_is_not_lost_in_a_flood_of_messages()
    {
        const int Beyond = 100;

        // [MQTT-3.3.1]: PUBLISH at QoS 0 on topic 'a', without a payload.
        byte[] publish = [0x30, 3, 0, 1, (byte)'a'];
        byte[] flood = [.. Enumerable.Repeat(publish, BrokerWatcher.QueuedEventsMax + Beyond).SelectMany(each => each)];
        using ClosingBroker broker = new ClosingBroker(flood);
        using CancellationTokenSource stop = new CancellationTokenSource(CliRun.WaitMax);
        BrokerWatcher watcher = new BrokerWatcher(new BrokerOptions(new BrokerAddress("127.0.0.1", broker.Port)), "#", TimeProvider.System);
        Task running = watcher.RunAsync(stop.Token);

        // With the connection's event there is one more than there is room for.
        while (watcher.Dropped <= Beyond)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), stop.Token);
        }

        List<WatchEvent> events = [];
        while (watcher.Events.TryRead(out WatchEvent? each))
        {
            events.Add(each);
        }

        Assert.HasCount(BrokerWatcher.QueuedEventsMax, events);
        Assert.IsInstanceOfType<WatchEvent.Connected>(events.Single(each => each is not WatchEvent.Message));
        await stop.CancelAsync();
        await running;
    }
}
