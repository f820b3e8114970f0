using SensorNet.GatewayService.Hosting;

namespace SensorNet.GatewayService.Tests;

[TestClass]
public sealed class ShardBoundLogTests
{
    [TestMethod]
    public void The_first_refusal_is_said_at_once_and_then_what_came_within_a_minute()
    {
        long clients = 0;
        long rate = 0;
        WarningLines lines = new WarningLines();
        ShardBoundLog log = new ShardBoundLog(3, [new("CONNECTs beyond A", () => clients), new("messages beyond B", () => rate)], lines);
        Assert.AreEqual(long.MaxValue, log.NextMs);

        clients = 1;
        log.OnTime(5_000);
        clients = 4;
        rate = 20;
        log.OnTime(64_999);

        Assert.AreEqual(65_000, log.NextMs);
        Assert.AreEqual("shard 3 has refused 1 CONNECTs beyond A", lines.All.Single());
        log.OnTime(65_000);
        Assert.AreEqual("shard 3 has refused 3 CONNECTs beyond A, 20 messages beyond B", lines.All[1]);
        Assert.AreEqual(long.MaxValue, log.NextMs);
    }
}
