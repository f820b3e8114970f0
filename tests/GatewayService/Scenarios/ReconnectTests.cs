namespace SensorNet.GatewayService.Tests.Scenarios;

[TestClass]
[DoNotParallelize]
public sealed class ReconnectTests
{
    private const int FirstMs = 50;

    [TestMethod]
    public async Task A_broker_that_closes_each_connection_at_once_is_connected_to_ever_more_rarely()
    {
        using ClosingBroker broker = new ClosingBroker();
        using GatewayProcess gateway = GatewayProcess.StartWithoutWaiting(
            "--Broker:Host", "127.0.0.1", "--Broker:Port", $"{broker.Port}", "--Broker:BackoffMinMs", $"{FirstMs}", "--Broker:CleanSession", "true",
            "--Udp:Listen", "127.0.0.1:0", "--Gateway:Shards", "1");
        await Wait.UntilAsync(() => broker.Accepted.Length >= 7, "the gateway has come seven times", details: () => gateway.Output);

        // After waits of at least half of 50, 100, 200, ... ms.
        TimeSpan[] accepted = broker.Accepted;
        for (int i = 1, longestMs = FirstMs; i < accepted.Length; i++, longestMs *= 2)
        {
            TimeSpan waited = accepted[i] - accepted[i - 1];
            Assert.IsTrue(waited.TotalMilliseconds >= longestMs / 2, $"wait {i} was {waited}");
        }
    }
}
