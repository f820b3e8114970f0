namespace SensorNet.WebView.Charts;

/// <summary>One chart, as the page's script gets it.</summary>
/// <param name="Id">The element that it is drawn in.</param>
/// <param name="Unit">Safe to show; may be empty.</param>
/// <param name="Turn">The last zoom of the page's script that this answers.</param>
/// <param name="BaseMs">What times are counted from, in ms since 1970 (UTC).</param>
/// <param name="FromMs">The beginning of what is in view, from <paramref name="BaseMs"/>.</param>
/// <param name="ToMs">The end of what is in view.</param>
/// <param name="FirstMs">The beginning of what can be moved into view.</param>
/// <param name="LastMs">The end of what can be moved into view.</param>
/// <param name="Series">By device.</param>
public sealed record ChartData(
    string Id, string Unit, int Turn, long BaseMs, long FromMs, long ToMs, long FirstMs, long LastMs, IReadOnlyList<ChartSeries> Series);
