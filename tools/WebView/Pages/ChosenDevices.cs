using SensorNet.WebView.Charts;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Pages;

/// <summary>The devices in the charts.</summary>
internal static class ChosenDevices
{
    /// <summary>So many where none was chosen.</summary>
    private const int UsualMax = 5;

    public static IReadOnlyList<ChartDevice> Of(IReadOnlyList<DeviceKey>? chosen, IReadOnlyList<DeviceRow> rows)
    {
        if (chosen is null)
        {
            return [.. rows.Where(row => row.Values.Count > 0).Take(UsualMax).Select(row => new ChartDevice(row.Key, row.Name))];
        }

        List<ChartDevice> devices = [];
        foreach (DeviceKey key in chosen)
        {
            if (rows.FirstOrDefault(row => row.Key == key) is { } row)
            {
                devices.Add(new ChartDevice(key, row.Name));
            }
        }

        return devices;
    }
}
