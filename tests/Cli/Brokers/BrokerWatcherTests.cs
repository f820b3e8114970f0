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
}
