namespace SensorNet.WebView.Live;

/// <summary>Which device.</summary>
/// <param name="Root">What its topics begin with; may be empty.</param>
/// <param name="Id">Its id as sent: not safe to show.</param>
public readonly record struct DeviceKey(string Root, string Id)
{
    // [MQTT-3.3.2-2]: it is in no topic name, and so in no root.
    private const char Mark = '#';

    /// <summary>Reads what <see cref="ToText"/> gives.</summary>
    public static DeviceKey Parse(string text)
    {
        int at = text.IndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? new DeviceKey("", text) : new DeviceKey(text[..at], text[(at + 1)..]);
    }

    /// <summary>The device as one parameter of an address, not escaped yet.</summary>
    public string ToText() => $"{Root}{Mark}{Id}";
}
