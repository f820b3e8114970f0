using SensorNet.WebView.Live;

namespace SensorNet.WebView.Parts;

/// <summary>The address of a device's own page.</summary>
public static class DeviceAddress
{
    public static string Of(DeviceKey key) => $"/device?d={Uri.EscapeDataString(key.ToText())}";
}
