using SensorNet.Readings.History;

namespace SensorNet.WebView.Tests.Live;

/// <summary>What a day takes in memory, by the garbage collector's figures.</summary>
[TestClass]
[DoNotParallelize]
public sealed class MemoryTests
{
    private const double MiB = 1024 * 1024;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void A_day_of_a_thousand_devices_with_three_quantities_has_a_bound()
    {
        const int SeriesCount = 3_000;
        const int EverySeconds = 10;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        HistoryBudget budget = new HistoryBudget();
        SeriesHistory[] series = [.. Enumerable.Range(0, SeriesCount).Select(_ => budget.TryCreate()!)];
        long startMs = ManualTime.Start.ToUnixTimeMilliseconds();
        for (long at = startMs; at < startMs + (25 * 3_600_000L); at += EverySeconds * 1_000)
        {
            for (int i = 0; i < SeriesCount; i++)
            {
                series[i].Add(at, i, at);
            }

            // As it happens each minute; here less often, for it takes time.
            if ((at - startMs) % 600_000 == 0)
            {
                Array.ForEach(series, each => each.Expire(at));
            }
        }

        double used = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.WriteLine(
            $"{SeriesCount} series, a reading each {EverySeconds} s for 25 h: {used / MiB:0} MiB, counted {budget.Bytes / MiB:0} MiB, "
            + $"{used / SeriesCount / 1024:0.0} KiB each");
        Assert.IsLessThanOrEqualTo(HistoryBudget.BytesMaxDefault * 1.05, used);
        Assert.IsLessThan(0.05, Math.Abs((used / budget.Bytes) - 1), "what is counted is what is taken");
        Assert.AreEqual(0, budget.Shortened);
        Assert.IsTrue(budget.HasRoom, "a new device has a history, too");
        GC.KeepAlive(series);
    }

    [TestMethod]
    public void An_hour_more_takes_no_more()
    {
        Fleet fleet = new Fleet();
        Run(fleet, hours: 26, from: 0);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        Run(fleet, hours: 1, from: 26);

        long after = GC.GetTotalMemory(forceFullCollection: true);
        TestContext.WriteLine($"after 26 h {before / MiB:0.0} MiB, after 27 h {after / MiB:0.0} MiB");
        Assert.IsLessThan(before * 1.02, after);
        GC.KeepAlive(fleet);
    }

    private static void Run(Fleet fleet, int hours, int from)
    {
        const int EverySeconds = 20;
        for (int i = 0; i < hours * 3_600 / EverySeconds; i++)
        {
            for (int device = 0; device < 20; device++)
            {
                fleet.Reading($"d{device}", (from * 3_600 / EverySeconds) + i, 20 + (i % 10));
            }

            fleet.Status("d1", i % 2 == 0 ? "online" : "offline");
            fleet.Time.Advance(EverySeconds);
            fleet.Live.Tick();
            if (i % 10 == 0)
            {
                _ = fleet.Live.Rows();
            }
        }
    }
}
