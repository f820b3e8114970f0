namespace SensorNet.WebView.Live;

/// <summary>One quantity of one device.</summary>
/// <param name="Device">The device.</param>
/// <param name="Quantity">As sent: not safe to show.</param>
public readonly record struct SeriesKey(DeviceKey Device, string Quantity);
