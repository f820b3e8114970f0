using SensorNet.WebView.Live;

namespace SensorNet.WebView.Parts;

/// <summary>A device in an address of the page.</summary>
public static class DeviceAddress
{
    // [MQTT-3.3.2-2]: it is in no topic name, and so in no root.
    private const char Mark = '#';

    /// <summary>The address of its own page.</summary>
    public static string Of(DeviceKey key) => $"/device?d={Uri.EscapeDataString(Format(key))}";

    /// <summary>The device as one parameter, not escaped yet.</summary>
    public static string Format(DeviceKey key) => $"{key.Root}{Mark}{key.Id}";

    public static DeviceKey Parse(string text)
    {
        int at = text.IndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? new DeviceKey("", text) : new DeviceKey(text[..at], text[(at + 1)..]);
    }
}
