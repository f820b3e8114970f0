using SensorNet.Readings.History;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Charts;

/// <summary>Makes the charts of some devices from the readings.</summary>
public sealed class ChartSource(LiveReadings live)
{
    /// <summary>More devices are not drawn over each other: nobody could tell them apart.</summary>
    public const int DevicesMax = 8;

    /// <summary>Further quantities get no chart.</summary>
    public const int ChartsMax = 24;

    /// <summary>Points of a device in the stretch in view; as many again beside it, which a movement shows before new ones are there.</summary>
    public const int PointsMax = 300;

    /// <summary>The parts of the window before and after it whose points are sent, too.</summary>
    private const int MarginPart = 2;

    private const int DigitsMax = 6;

    /// <param name="devices">What to draw; those beyond <see cref="DevicesMax"/> are left out.</param>
    /// <param name="window">The stretch in view.</param>
    /// <param name="turn">The last zoom of the page's script.</param>
    /// <param name="hidden">Quantities beyond <see cref="ChartsMax"/>.</param>
    public IReadOnlyList<ChartView> Charts(IReadOnlyList<ChartDevice> devices, TimeWindow window, int turn, out int hidden)
    {
        long nowMs = live.Time.GetUtcNow().ToUnixTimeMilliseconds();
        ChartDevice[] drawn = [.. devices.Take(DevicesMax)];
        List<ChartView> charts = [];
        hidden = 0;
        int place = 0;
        foreach (QuantityGroup group in live.Quantities())
        {
            place++;
            if (!drawn.Any(device => group.Devices.Contains(device.Key)))
            {
                continue;
            }

            if (charts.Count == ChartsMax)
            {
                hidden++;
                continue;
            }

            charts.Add(Chart($"chart-{place}", group, drawn, window, turn, nowMs));
        }

        return charts;
    }

    private ChartView Chart(string id, QuantityGroup group, ChartDevice[] devices, TimeWindow window, int turn, long nowMs)
    {
        long fromMs = window.FromMs(nowMs);
        long toMs = window.ToMs(nowMs);
        List<ChartSeries> series = [];
        List<SeriesFigures> figures = [];
        for (int i = 0; i < devices.Length; i++)
        {
            if (group.Devices.Contains(devices[i].Key))
            {
                IReadOnlyList<Bucket> buckets = Slice(new SeriesKey(devices[i].Key, group.Quantity), fromMs, toMs, window);
                series.Add(SeriesOf(devices[i].Name, i, buckets, fromMs));
                figures.Add(FiguresOf(devices[i].Name, i, buckets, fromMs, toMs));
            }
        }

        long firstMs = nowMs - TimeWindow.SpanMsMax - fromMs;
        ChartData data = new ChartData(id, group.Unit, turn, fromMs, 0, toMs - fromMs, firstMs, nowMs - fromMs, series);
        return new ChartView(id, group.Name, group.Unit, figures, data);
    }

    private IReadOnlyList<Bucket> Slice(SeriesKey key, long fromMs, long toMs, TimeWindow window)
    {
        long margin = window.SpanMs / MarginPart;
        long after = window.IsLive ? 1 : margin;
        int points = (int)(PointsMax * (window.SpanMs + margin + after) / window.SpanMs);
        return live.Slice(
            key, DateTimeOffset.FromUnixTimeMilliseconds(fromMs - margin), DateTimeOffset.FromUnixTimeMilliseconds(toMs + after), points).Buckets;
    }

    private static ChartSeries SeriesOf(string name, int place, IReadOnlyList<Bucket> buckets, long baseMs)
    {
        int count = buckets.Count + buckets.Count(bucket => bucket.IsAfterGap);
        bool isBand = buckets.Any(bucket => bucket.Count > 1);
        long[] times = new long[count];
        double?[] means = new double?[count];
        double?[]? lows = isBand ? new double?[count] : null;
        double?[]? highs = isBand ? new double?[count] : null;
        int at = 0;
        foreach (Bucket bucket in buckets)
        {
            if (bucket.IsAfterGap)
            {
                times[at++] = bucket.FromMs - baseMs;
            }

            times[at] = bucket.MiddleMs - baseMs;
            means[at] = Shorten(bucket.Mean);
            if (isBand)
            {
                lows![at] = Shorten(bucket.Min);
                highs![at] = Shorten(bucket.Max);
            }

            at++;
        }

        return new ChartSeries(name, place, times, means, lows, highs);
    }

    private static SeriesFigures FiguresOf(string name, int place, IReadOnlyList<Bucket> buckets, long fromMs, long toMs)
    {
        Bucket[] seen = [.. buckets.Where(bucket => bucket.MiddleMs >= fromMs && bucket.MiddleMs <= toMs)];
        if (seen.Length == 0)
        {
            return new SeriesFigures(name, place, null, null, null, null, 0);
        }

        long count = seen.Sum(bucket => (long)bucket.Count);
        double mean = seen.Sum(bucket => bucket.Mean * bucket.Count) / count;
        return new SeriesFigures(name, place, seen[^1].Mean, seen.Min(bucket => bucket.Min), mean, seen.Max(bucket => bucket.Max), count);
    }

    // Digits that no pixel shows are not sent.
    private static double Shorten(double value) => Math.Abs(value) is > 1e-3 and < 1e6 ? Math.Round(value, DigitsMax) : value;
}
