namespace SensorNet.WebView.Live;

/// <summary>Which device.</summary>
/// <param name="Root">What its topics begin with; may be empty.</param>
/// <param name="Id">Its id as sent: not safe to show.</param>
public readonly record struct DeviceKey(string Root, string Id);
