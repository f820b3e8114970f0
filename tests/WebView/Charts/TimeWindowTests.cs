using SensorNet.WebView.Charts;

namespace SensorNet.WebView.Tests.Charts;

[TestClass]
public sealed class TimeWindowTests
{
    private const long NowMs = 1_772_366_400_000;
    private const long HourMs = 3_600_000;

    [TestMethod]
    public void A_window_that_ends_about_now_goes_on_with_time()
    {
        Assert.IsTrue(TimeWindow.Between(NowMs - HourMs, NowMs, NowMs).IsLive);
        Assert.IsTrue(TimeWindow.Between(NowMs - HourMs - 60_000, NowMs - 60_000, NowMs).IsLive);
        Assert.IsFalse(TimeWindow.Between(NowMs - HourMs - 120_000, NowMs - 120_000, NowMs).IsLive);
    }

    [TestMethod]
    [DataRow(-500 * HourMs, -499 * HourMs)]
    [DataRow(400 * HourMs, 401 * HourMs)]
    [DataRow(-100 * HourMs, 100 * HourMs)]
    [DataRow(-HourMs, -HourMs)]
    [DataRow(-HourMs, -2 * HourMs)]
    public void A_window_is_kept_within_the_day_before_now(long fromMs, long toMs)
    {
        TimeWindow window = TimeWindow.Between(NowMs + fromMs, NowMs + toMs, NowMs);
        Assert.IsGreaterThanOrEqualTo(NowMs - TimeWindow.SpanMsMax, window.FromMs(NowMs));
        Assert.IsLessThanOrEqualTo(NowMs, window.ToMs(NowMs));
        Assert.IsInRange(TimeWindow.SpanMsMin, TimeWindow.SpanMsMax, window.SpanMs);
    }

    [TestMethod]
    public void Moves_and_zooms_come_back_to_where_they_began()
    {
        TimeWindow begin = TimeWindow.Between(NowMs - (10 * HourMs), NowMs - (8 * HourMs), NowMs);
        Assert.AreEqual(begin, begin.Earlier(NowMs).Later(NowMs));
        Assert.AreEqual(begin, begin.ZoomIn(NowMs).ZoomOut(NowMs));
        Assert.AreEqual(new TimeWindow(HourMs / 2, null), new TimeWindow(HourMs, null).ZoomIn(NowMs));
        Assert.AreEqual(NowMs - (9 * HourMs) - (HourMs / 2), begin.ZoomIn(NowMs).FromMs(NowMs));
    }

    [TestMethod]
    public void Zooming_ends_at_the_shortest_and_the_longest()
    {
        TimeWindow window = TimeWindow.Usual;
        for (int i = 0; i < 40; i++)
        {
            window = window.ZoomIn(NowMs);
        }

        Assert.AreEqual(TimeWindow.SpanMsMin, window.SpanMs);
        for (int i = 0; i < 40; i++)
        {
            window = window.ZoomOut(NowMs);
        }

        Assert.AreEqual(new TimeWindow(TimeWindow.SpanMsMax, null), window);
    }

    [TestMethod]
    public void Charts_of_a_longer_stretch_are_made_seldomer_but_never_more_often_than_once_in_five_seconds()
    {
        Assert.AreEqual(ChartPace.Fastest, ChartPace.Of(TimeWindow.Usual));
        Assert.AreEqual(TimeSpan.FromSeconds(2), ChartPace.Of(new TimeWindow(HourMs, null)));
        Assert.AreEqual(ChartPace.Slowest, ChartPace.Of(new TimeWindow(TimeWindow.SpanMsMax, null)));
        Assert.AreEqual(ChartPace.Slowest, ChartPace.Of(new TimeWindow(HourMs, NowMs - HourMs)));
    }
}
