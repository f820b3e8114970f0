using SensorNet.Readings.History;

namespace SensorNet.WebView.Live;

/// <summary>The history of one quantity.</summary>
/// <param name="history">Null where there was no room.</param>
internal sealed class LiveSeries(SeriesHistory? history)
{
    public SeriesHistory? History { get; } = history;

    /// <summary>As sent last; empty where none was sent.</summary>
    public string Unit { get; set; } = "";
}
