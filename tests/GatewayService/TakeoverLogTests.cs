using SensorNet.GatewayService.Hosting;

namespace SensorNet.GatewayService.Tests;

[TestClass]
public sealed class TakeoverLogTests
{
    [TestMethod]
    public void The_third_in_a_row_is_due_and_then_none_for_ten_minutes()
    {
        TakeoverLog log = new TakeoverLog();

        Assert.IsFalse(log.IsDue("a", 0));
        Assert.IsFalse(log.IsDue("a", 1_000));
        Assert.IsFalse(log.IsDue("b", 1_000));
        Assert.IsTrue(log.IsDue("a", 2_000));
        for (int nowMs = 3_000; nowMs < 602_000; nowMs += 10_000)
        {
            Assert.IsFalse(log.IsDue("a", nowMs), $"{nowMs}");
        }

        Assert.IsTrue(log.IsDue("a", 602_000));
    }

    [TestMethod]
    public void One_that_comes_a_minute_later_begins_a_new_row()
    {
        TakeoverLog log = new TakeoverLog();

        for (int i = 0; i < 10; i++)
        {
            Assert.IsFalse(log.IsDue("a", i * TakeoverLog.RowMs), $"{i}");
        }
    }

    [TestMethod]
    public void Client_ids_are_bounded()
    {
        TakeoverLog log = new TakeoverLog();
        _ = log.IsDue("a", 0);
        _ = log.IsDue("a", 0);
        for (int i = 1; i <= TakeoverLog.ClientIdsMax; i++)
        {
            _ = log.IsDue($"other {i}", 0);
        }

        Assert.IsFalse(log.IsDue("a", 0), "it is forgotten");
    }
}
