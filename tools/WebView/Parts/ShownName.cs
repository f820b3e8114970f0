using SensorNet.WebView.Live;

namespace SensorNet.WebView.Parts;

/// <summary>A device's name in two lines, for what tells it from others is at its end.</summary>
public static class ShownName
{
    private const char Level = '/';

    /// <summary>The last level of the name.</summary>
    public static string Short(DeviceRow row) => row.Name[(EndOfRoot(row.Name) + 1)..];

    /// <summary>What is before that, and the system.</summary>
    public static string Rest(DeviceRow row)
    {
        int end = EndOfRoot(row.Name);
        return end < 0 ? row.System : $"{row.Name[..end]} · {row.System}".TrimEnd(' ', '·');
    }

    // A name that ends with the sign is left as it is.
    private static int EndOfRoot(string name) => name.EndsWith(Level) ? -1 : name.LastIndexOf(Level);
}
