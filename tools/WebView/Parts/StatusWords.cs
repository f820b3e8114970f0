using SensorNet.Readings.Devices;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Parts;

/// <summary>A device's status in words.</summary>
public static class StatusWords
{
    public static string Of(DeviceRow row)
    {
        string status = row.StatusText.Length > 0 ? row.StatusText : "no status";
        return row.IsMissing && row.Status != DeviceStatus.Offline ? $"{status}, missing" : status;
    }

    /// <summary>The class of the style sheet.</summary>
    public static string Class(DeviceRow row) => row.Status switch
    {
        DeviceStatus.Offline => "offline",
        _ when row.IsMissing => "missing",
        DeviceStatus.Online => "online",
        _ => "unknown",
    };
}
