using SensorNet.Readings.History;

namespace SensorNet.Readings.Tests.History;

[TestClass]
public sealed class SeriesHistoryTests
{
    private const long HourMs = 3_600_000;
    private static readonly Interruptions None = new();
    private static readonly long StartMs = ManualTime.Start.ToUnixTimeMilliseconds();

    private readonly SeriesHistory _series = new HistoryBudget().TryCreate()!;
    private long _nowMs = StartMs;

    [TestMethod]
    public void New_values_are_given_as_they_came()
    {
        Fill(count: 100, everyMs: 1_000);

        SeriesSlice slice = Last(HourMs, 500);

        Assert.HasCount(100, slice.Buckets);
        Assert.AreEqual(0, slice.WidthMs);
        Assert.AreEqual(new Bucket(StartMs, StartMs, 0, 0, 0, 1), slice.Buckets[0]);
        Assert.IsFalse(slice.Buckets.Any(bucket => bucket.IsAfterGap));
    }

    [TestMethod]
    [DataRow(0.1)]
    [DataRow(3)]
    [DataRow(30)]
    [DataRow(300)]
    [DataRow(1_400)]
    public void A_spike_is_never_lost_at_any_zoom(double minutesAgo)
    {
        long spikeMs = StartMs + (24 * HourMs) - (long)(minutesAgo * 60_000);
        for (long at = StartMs; at < StartMs + (24 * HourMs); at += 1_000)
        {
            _nowMs = at;
            _series.Add(at, Math.Abs(at - spikeMs) < 500 ? 99.5 : 20, at);
        }

        foreach (long spanMs in new[] { 10_000, 60_000, 15 * 60_000, HourMs, 2 * HourMs, 6 * HourMs, 24 * HourMs })
        {
            foreach (int points in new[] { 1, 10, 300, 1_000, SeriesHistory.PointsMax })
            {
                IReadOnlyList<Bucket> shown = _series.Slice(spikeMs - (spanMs / 2), spikeMs + (spanMs / 2), points, _nowMs, None).Buckets;
                Assert.AreEqual(99.5, shown.Max(bucket => bucket.Max), $"{spanMs} ms in {points}");
                Assert.IsLessThanOrEqualTo((points * 2) + 2, shown.Count);
                Bucket with = shown.First(bucket => bucket.Max == 99.5);
                Assert.IsTrue(with.FromMs <= spikeMs && spikeMs <= with.ToMs + 1_000, $"{spanMs} ms in {points}: {with}");
            }
        }
    }

    [TestMethod]
    public void An_outage_is_a_gap_at_any_zoom()
    {
        Fill(count: 3_600, everyMs: 1_000);
        _nowMs += 120_000;
        Fill(count: 3 * 3_600, everyMs: 1_000);

        foreach ((long spanMs, int points) in new[] { (24 * HourMs, 100), (24 * HourMs, 1_000), (4 * HourMs, 500), (4 * HourMs, 5_000) })
        {
            Bucket[] afterGap = [.. Last(spanMs, points).Buckets.Where(bucket => bucket.IsAfterGap)];
            Assert.HasCount(1, afterGap, $"{spanMs} ms in {points}");
            Assert.IsLessThan(60_001, Math.Abs(afterGap[0].FromMs - (StartMs + (3_600 * 1_000) + 120_000)));
        }
    }

    [TestMethod]
    public void A_device_that_is_told_to_send_less_often_has_no_gap()
    {
        Fill(count: 600, everyMs: 1_000);
        Fill(count: 30, everyMs: 60_000);

        Assert.IsEmpty(Last(HourMs, 5_000).Buckets.Where(bucket => bucket.IsAfterGap));
    }

    [TestMethod]
    public void A_value_that_fails_to_come_once_is_no_gap()
    {
        Fill(count: 60, everyMs: 10_000);
        _nowMs += 10_000;
        Fill(count: 60, everyMs: 10_000);

        Assert.IsEmpty(Last(HourMs, 5_000).Buckets.Where(bucket => bucket.IsAfterGap));
    }

    [TestMethod]
    public void A_lost_connection_makes_a_shorter_silence_a_gap()
    {
        Fill(count: 60, everyMs: 10_000);
        long lostMs = _nowMs;
        _nowMs += 10_000;
        Fill(count: 60, everyMs: 10_000);
        Interruptions interruptions = new Interruptions();
        interruptions.Add(lostMs, lostMs + 5_000);

        SeriesSlice slice = _series.Slice(_nowMs - HourMs, _nowMs, 5_000, _nowMs, interruptions);

        Assert.HasCount(1, slice.Buckets.Where(bucket => bucket.IsAfterGap));
    }

    [TestMethod]
    public void Late_values_fill_the_gap_at_their_own_times()
    {
        Fill(count: 600, everyMs: 1_000);
        long gapMs = _nowMs;
        _nowMs += 600_000;
        Fill(count: 600, everyMs: 1_000);
        Assert.HasCount(1, Last(HourMs, 5_000).Buckets.Where(bucket => bucket.IsAfterGap));

        for (long at = gapMs; at < gapMs + 600_000; at += 1_000)
        {
            Assert.IsTrue(_series.Add(at, 7, _nowMs));
        }

        SeriesSlice filled = Last(HourMs, 5_000);
        Assert.IsEmpty(filled.Buckets.Where(bucket => bucket.IsAfterGap));
        Assert.IsTrue(filled.Buckets.Where(bucket => bucket.FromMs >= gapMs && bucket.ToMs < gapMs + 600_000).All(bucket => bucket.Mean == 7));
        CollectionAssert.AreEqual(filled.Buckets.OrderBy(bucket => bucket.FromMs).ToArray(), filled.Buckets.ToArray());
    }

    [TestMethod]
    public void A_value_that_comes_twice_is_taken_once()
    {
        Assert.IsTrue(_series.Add(_nowMs, 1, _nowMs));

        Assert.IsFalse(_series.Add(_nowMs, 1, _nowMs));
        Assert.HasCount(1, Last(HourMs, 100).Buckets);
    }

    [TestMethod]
    [DataRow(double.NaN, 0L)]
    [DataRow(double.PositiveInfinity, 0L)]
    [DataRow(1.0, -SeriesHistory.DayMs)]
    [DataRow(1.0, SeriesHistory.AheadMaxMs + 1)]
    public void What_is_no_number_of_the_last_day_is_not_taken(double value, long sinceNowMs)
    {
        Assert.IsFalse(_series.Add(_nowMs + sinceNowMs, value, _nowMs));
        Assert.IsNull(_series.NewestMs);
    }

    [TestMethod]
    public void After_a_clock_that_was_ahead_the_history_goes_on()
    {
        Fill(count: 2_000, everyMs: 1_000);
        long rightMs = _nowMs;
        _nowMs += 30 * HourMs;
        Fill(count: 2_000, everyMs: 1_000);

        _nowMs = rightMs;
        Fill(count: 2_000, everyMs: 1_000);

        IReadOnlyList<Bucket> shown = Last(2_000_000, 5_000).Buckets;
        Assert.AreEqual(2_000, shown.Sum(bucket => bucket.Count));
        Assert.IsLessThanOrEqualTo(_nowMs, shown[^1].ToMs);
    }

    [TestMethod]
    public void After_a_clock_that_was_set_back_values_are_in_the_order_of_their_times()
    {
        Fill(count: 1_000, everyMs: 1_000);
        _nowMs -= 500_500;
        Fill(count: 1_000, everyMs: 1_000);

        IReadOnlyList<Bucket> shown = Last(HourMs, 5_000).Buckets;

        CollectionAssert.AreEqual(shown.OrderBy(bucket => bucket.FromMs).ToArray(), shown.ToArray());
    }

    [TestMethod]
    public void A_stretch_of_no_length_or_before_the_last_day_is_empty()
    {
        Fill(count: 100, everyMs: 1_000);

        Assert.IsEmpty(_series.Slice(_nowMs, _nowMs, 100, _nowMs, None).Buckets);
        Assert.IsEmpty(_series.Slice(_nowMs, _nowMs - HourMs, 100, _nowMs, None).Buckets);
        Assert.IsEmpty(_series.Slice(_nowMs - (50 * HourMs), _nowMs - (30 * HourMs), 100, _nowMs, None).Buckets);
        Assert.IsEmpty(_series.Slice(_nowMs + HourMs, _nowMs + (2 * HourMs), 100, _nowMs, None).Buckets);
    }

    [TestMethod]
    public void After_a_clock_that_was_set_back_old_and_new_values_are_in_no_bucket_together()
    {
        Fill(count: 3_600, everyMs: 1_000, value: 99);
        _nowMs -= HourMs / 2;
        long backMs = _nowMs;
        Fill(count: 3_600, everyMs: 1_000, value: 1);

        IReadOnlyList<Bucket> buckets = Last(2 * HourMs, SeriesHistory.PointsMax).Buckets;

        Assert.HasCount(0, buckets.Where(bucket => bucket.Min < bucket.Max));
        Assert.HasCount(0, buckets.Where(bucket => bucket.FromMs > backMs && bucket.Max > 1));
        Assert.IsGreaterThan(100, buckets.Count(bucket => bucket.Max > 1));
    }

    [TestMethod]
    public void What_is_a_day_old_goes_and_gives_its_memory_back()
    {
        HistoryBudget budget = new HistoryBudget();
        SeriesHistory series = budget.TryCreate()!;
        for (int i = 0; i < 3_600; i++)
        {
            series.Add(StartMs + (i * 1_000L), i, StartMs + (i * 1_000L));
        }

        Assert.IsGreaterThan(SeriesHistory.BytesMin, budget.Bytes);
        series.Expire(StartMs + (26 * HourMs));

        Assert.IsNull(series.NewestMs);
        series.Release();
        Assert.AreEqual(0, budget.Bytes);
        Assert.AreEqual(0, budget.Series);
    }

    private void Fill(int count, long everyMs, double? value = null)
    {
        for (int i = 0; i < count; i++)
        {
            _series.Add(_nowMs, value ?? (i % 10), _nowMs);
            _nowMs += everyMs;
        }
    }

    private SeriesSlice Last(long spanMs, int points) => _series.Slice(_nowMs - spanMs, _nowMs + 1, points, _nowMs, None);
}
