namespace SensorNet.WebView.Charts;

/// <summary>A chart, with what stands beside it.</summary>
/// <param name="Id">The element that it is drawn in.</param>
/// <param name="Name">The quantity, safe to show.</param>
/// <param name="Unit">Safe to show; may be empty.</param>
/// <param name="Figures">By device.</param>
/// <param name="Data">What the page's script gets.</param>
public sealed record ChartView(string Id, string Name, string Unit, IReadOnlyList<SeriesFigures> Figures, ChartData Data);
