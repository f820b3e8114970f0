using SensorNet.WebView.Charts;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Pages;

/// <summary>What is seen of all devices.</summary>
public sealed record HomeView
{
    public RowFilter Filter { get; init; } = new();

    public RowOrder Order { get; init; } = new();

    /// <summary>The devices in the charts; null for the first few.</summary>
    public IReadOnlyList<DeviceKey>? Chosen { get; init; }

    public TimeWindow Window { get; init; } = TimeWindow.Usual;
}
