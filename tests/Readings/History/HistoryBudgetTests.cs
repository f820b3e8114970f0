using SensorNet.Readings.History;

namespace SensorNet.Readings.Tests.History;

[TestClass]
public sealed class HistoryBudgetTests
{
    private const long HourMs = 3_600_000;
    private static readonly long StartMs = ManualTime.Start.ToUnixTimeMilliseconds();

    [TestMethod]
    public void A_series_beyond_the_number_is_refused_until_one_is_released()
    {
        HistoryBudget budget = new HistoryBudget(seriesMax: 2);
        SeriesHistory first = budget.TryCreate()!;
        Assert.IsNotNull(budget.TryCreate());

        Assert.IsNull(budget.TryCreate());
        first.Release();
        first.Release();

        Assert.AreEqual(1, budget.Series);
        Assert.IsNotNull(budget.TryCreate());
    }

    [TestMethod]
    public void A_series_that_there_is_no_memory_for_is_refused()
    {
        HistoryBudget budget = new HistoryBudget(bytesMax: SeriesHistory.BytesMin * 10);
        int count = 0;
        for (; budget.TryCreate() is not null; count++)
        {
            Assert.IsLessThanOrEqualTo(budget.BytesMax, budget.Bytes);
        }

        Assert.IsGreaterThan(1, count);
        Assert.IsLessThan(10, count);
    }

    [TestMethod]
    public void A_series_that_is_accepted_keeps_its_first_value_however_little_memory_there_is()
    {
        const long NowMs = 1_770_000_000_000;
        int accepted = 0;
        for (long bytesMax = SeriesHistory.BytesMin; bytesMax < SeriesHistory.BytesMin * 10; bytesMax += 100)
        {
            if (new HistoryBudget(bytesMax: bytesMax).TryCreate() is { } series)
            {
                accepted++;
                series.Add(NowMs, 21.5, NowMs);
                SeriesSlice slice = series.Slice(NowMs - (SeriesHistory.DayMs / 2), NowMs + 60_000, 10, NowMs, new Interruptions());
                Assert.AreEqual(21.5, slice.Buckets.Single().Mean, $"{bytesMax}");
            }
        }

        Assert.IsGreaterThan(0, accepted);
    }

    [TestMethod]
    public void A_series_takes_no_more_than_its_most_whatever_comes()
    {
        HistoryBudget budget = new HistoryBudget();
        SeriesHistory series = budget.TryCreate()!;
        for (long at = 0; at < 30 * HourMs; at += 500)
        {
            series.Add(StartMs + at, at, StartMs + at);
        }

        Assert.AreEqual(budget.Bytes, series.Bytes);
        Assert.IsLessThanOrEqualTo(SeriesHistory.BytesMax, series.Bytes);
        Assert.IsLessThan(100 * 1024, SeriesHistory.BytesMax);
    }

    [TestMethod]
    public void What_fits_is_kept_for_a_day_after_day_and_leaves_room_for_more()
    {
        // Three full series: more than three quarters of it.
        HistoryBudget budget = new HistoryBudget(bytesMax: SeriesHistory.BytesMax / 10 * 36);
        SeriesHistory[] series = [.. Enumerable.Range(0, 3).Select(_ => budget.TryCreate()!)];
        for (long at = 0; at < 30 * HourMs; at += 10_000)
        {
            long nowMs = StartMs + at;
            foreach (SeriesHistory each in series)
            {
                each.Add(nowMs, 1, nowMs);
                each.Expire(nowMs);
            }
        }

        Assert.IsGreaterThan(budget.BytesMax / 4 * 3, budget.Bytes);
        Assert.AreEqual(0, budget.Shortened);
        SeriesHistory? another = budget.TryCreate();
        Assert.IsNotNull(another);
        another.Release();
        Array.ForEach(series, each => each.Release());
        Assert.AreEqual(0, budget.Bytes);
        Assert.AreEqual(0, budget.BytesForLess);
    }

    [TestMethod]
    public void Without_memory_the_oldest_values_go_first_and_it_is_counted()
    {
        HistoryBudget budget = new HistoryBudget(bytesMax: SeriesHistory.BytesMax / 3);
        SeriesHistory series = budget.TryCreate()!;
        long nowMs = StartMs;
        for (; nowMs < StartMs + (20 * HourMs); nowMs += 1_000)
        {
            series.Add(nowMs, 1, nowMs);
        }

        Assert.IsGreaterThan(0, budget.Shortened);
        Assert.IsLessThanOrEqualTo(budget.BytesMax, budget.Bytes);
        int lastHour = series.Slice(nowMs - HourMs, nowMs, SeriesHistory.PointsMax, nowMs, new Interruptions()).Buckets.Sum(bucket => bucket.Count);
        Assert.IsGreaterThanOrEqualTo(3_600, lastHour);
    }

    [TestMethod]
    public void Interruptions_of_more_than_a_day_ago_are_forgotten()
    {
        Interruptions interruptions = new Interruptions();
        interruptions.Add(0, 10);
        interruptions.Add(20, 30);

        interruptions.Add(SeriesHistory.DayMs, SeriesHistory.DayMs + 20);

        Assert.IsFalse(interruptions.HasOneBetween(0, 10));
        Assert.IsTrue(interruptions.HasOneBetween(20, 30));
    }

    [TestMethod]
    public void Interruptions_are_bounded()
    {
        Interruptions interruptions = new Interruptions();
        for (int i = 0; i <= Interruptions.CountMax; i++)
        {
            interruptions.Add(i * 10L, (i * 10L) + 5);
        }

        Assert.IsFalse(interruptions.HasOneBetween(0, 9));
        Assert.IsTrue(interruptions.HasOneBetween(10, 19));
    }
}
