using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Tests.Brokers;

[TestClass]
public sealed class BackoffTests
{
    [TestMethod]
    [DataRow(1, 1.0)]
    [DataRow(2, 2.0)]
    [DataRow(3, 4.0)]
    [DataRow(5, 16.0)]
    [DataRow(6, 30.0)]
    [DataRow(1_000_000, 30.0)]
    public void The_wait_doubles_up_to_its_limit(int failures, double seconds)
    {
        Assert.AreEqual(TimeSpan.FromSeconds(seconds), Backoff.Default.Delay(failures, 1));
        Assert.AreEqual(TimeSpan.FromSeconds(seconds / 2), Backoff.Default.Delay(failures, 0));
    }
}
