using SensorNet.WebView.Charts;
using SensorNet.WebView.Live;
using SensorNet.WebView.Tests.Support;

namespace SensorNet.WebView.Tests.Charts;

[TestClass]
public sealed class ChartSourceTests
{
    private const double Spike = 90;

    [TestMethod]
    public void A_gap_breaks_the_line_and_nothing_else_does()
    {
        Fleet fleet = new Fleet();
        Run(fleet, "kitchen", 1, 20, _ => 20);
        fleet.Time.Advance(300);
        Run(fleet, "kitchen", 60, 20, _ => 21);
        ChartSeries series = Draw(fleet, TimeWindow.Usual, "kitchen").Single().Data.Series.Single();
        Assert.AreEqual(1, series.Means.Count(mean => mean is null));
        Assert.HasCount(41, series.Times);
        Assert.IsNull(series.Lows);
        Assert.IsTrue(series.Times.Zip(series.Times.Skip(1)).All(pair => pair.First <= pair.Second));
    }

    [TestMethod]
    public void A_spike_is_the_largest_value_of_its_bucket_and_of_the_figures()
    {
        Fleet fleet = new Fleet();
        Run(fleet, "kitchen", 1, 5_000, step => step == 2_222 ? Spike : 20);
        ChartView chart = Draw(fleet, new TimeWindow(TimeWindow.SpanMsMax, null), "kitchen").Single();
        Assert.AreEqual(Spike, chart.Data.Series.Single().Highs!.Max());
        Assert.AreEqual(Spike, chart.Figures.Single().Max);
        Assert.AreEqual(20, chart.Figures.Single().Min);
        Assert.AreEqual(5_000, chart.Figures.Single().Count);
        Assert.IsLessThanOrEqualTo((ChartSource.PointsMax * 2) + 2, chart.Data.Series.Single().Times.Length);
    }

    [TestMethod]
    public void Devices_and_quantities_beyond_the_bounds_are_left_out_and_counted()
    {
        Fleet fleet = new Fleet();
        string many = string.Join(',', Enumerable.Range(0, ChartSource.ChartsMax + 3).Select(i => $"\"q{i:00}\":{i}"));
        string[] ids = [.. Enumerable.Range(0, ChartSource.DevicesMax + 2).Select(i => $"node-{i:00}")];
        foreach (string id in ids)
        {
            fleet.Send($"devices/{id}/readings", $"{{{many}}}");
        }

        ChartDevice[] devices = [.. ids.Select(id => new ChartDevice(Fleet.Key(id), id))];
        IReadOnlyList<ChartView> charts = new ChartSource(fleet.Live).Charts(devices, TimeWindow.Usual, 0, out int hidden);
        Assert.HasCount(ChartSource.ChartsMax, charts);
        Assert.AreEqual(3, hidden);
        Assert.IsTrue(charts.All(chart => chart.Data.Series.Count == ChartSource.DevicesMax));
        Assert.AreEqual(charts.Count, charts.Select(chart => chart.Id).Distinct().Count());
    }

    [TestMethod]
    public void A_stretch_without_readings_has_a_chart_without_points()
    {
        Fleet fleet = new Fleet();
        Run(fleet, "kitchen", 1, 20, _ => 20);
        fleet.Time.Advance(7_200);
        ChartView chart = Draw(fleet, TimeWindow.Usual, "kitchen").Single();
        Assert.IsEmpty(chart.Data.Series.Single().Times);
        Assert.IsNull(chart.Figures.Single().Last);
        Assert.AreEqual("–", FigureText.Of(chart.Figures.Single().Last));
    }

    [TestMethod]
    [DataRow(0.0, "0")]
    [DataRow(0.00012345, "0.000123")]
    [DataRow(20.12345, "20.123")]
    [DataRow(1013.256, "1013.26")]
    [DataRow(-7.5, "-7.5")]
    [DataRow(123456789012.0, "1.23457E+11")]
    public void Figures_have_about_the_digits_of_a_sensor(double value, string shown) => Assert.AreEqual(shown, FigureText.Of(value));

    private static void Run(Fleet fleet, string id, int seq, int count, Func<int, double> value)
    {
        for (int i = 0; i < count; i++, fleet.Time.Advance(10))
        {
            fleet.Reading(id, seq + i, value(i));
        }
    }

    private static IReadOnlyList<ChartView> Draw(Fleet fleet, TimeWindow window, params string[] ids) =>
        new ChartSource(fleet.Live).Charts([.. ids.Select(id => new ChartDevice(Fleet.Key(id), id))], window, 0, out _);
}
