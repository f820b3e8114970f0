using SensorNet.Readings.Devices;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Parts;

/// <summary>The status that the list is narrowed to, as a choice on the page.</summary>
public static class StatusChoice
{
    private const string Missing = "missing";

    /// <summary>The value and what is shown for it.</summary>
    public static readonly IReadOnlyList<(string Value, string Name)> All =
        [("", "any"), ("online", "online"), ("offline", "offline"), (Missing, "missing"), ("other", "other"), ("unknown", "none")];

    public static string Of(RowFilter filter) => filter switch
    {
        { IsMissingOnly: true } => Missing,
        { Status: DeviceStatus.Online } => "online",
        { Status: DeviceStatus.Offline } => "offline",
        { Status: DeviceStatus.Other } => "other",
        { Status: DeviceStatus.Unknown } => "unknown",
        _ => "",
    };

    /// <summary>Takes any status for a value that is none of <see cref="All"/>.</summary>
    public static RowFilter Apply(RowFilter filter, string? value) => filter with
    {
        IsMissingOnly = value == Missing,
        Status = value switch
        {
            "online" => DeviceStatus.Online,
            "offline" => DeviceStatus.Offline,
            "other" => DeviceStatus.Other,
            "unknown" => DeviceStatus.Unknown,
            _ => null,
        },
    };
}
