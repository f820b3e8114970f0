namespace SensorNet.WebView.Charts;

/// <summary>The points of one device in a chart, as the page's script gets them: arrays of the same length in the order of time.</summary>
/// <param name="Name">The device, safe to show.</param>
/// <param name="Place">Its place among the devices shown, from 0: its colour and kind of line.</param>
/// <param name="Times">In ms since the chart's <see cref="ChartData.BaseMs"/>.</param>
/// <param name="Means">Null where something is missing: the line is broken there.</param>
/// <param name="Lows">The smallest value of each bucket; null where each point is one value.</param>
/// <param name="Highs">The largest value of each bucket; null where each point is one value.</param>
public sealed record ChartSeries(string Name, int Place, long[] Times, double?[] Means, double?[]? Lows, double?[]? Highs);
