using SensorNet.WebView.Live;

namespace SensorNet.WebView.Charts;

/// <summary>A device that is drawn.</summary>
/// <param name="Key">Which.</param>
/// <param name="Name">Safe to show.</param>
public sealed record ChartDevice(DeviceKey Key, string Name);
