using SensorNet.Readings.Devices;

namespace SensorNet.WebView.Live;

/// <summary>Which devices are shown.</summary>
public sealed record RowFilter
{
    /// <summary>A longer text is cut.</summary>
    public const int TextCharsMax = 200;

    /// <summary>
    /// Parts of the name, the system, the status, a quantity or the notes, in any case, with blanks between: all must be there. Empty for all.
    /// </summary>
    public string Text
    {
        get;
        init => field = value.Length > TextCharsMax ? value[..TextCharsMax] : value;
    } = "";

    /// <summary>Null for any.</summary>
    public DeviceStatus? Status { get; init; }

    /// <summary>Only those that are silent for too long.</summary>
    public bool IsMissingOnly { get; init; }

    /// <summary>Null for any.</summary>
    public string? System { get; init; }

    public bool Shows(DeviceRow row) =>
        (Status is null || row.Status == Status)
        && (!IsMissingOnly || row.IsMissing)
        && (System is null || row.System == System)
        && Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => Has(row, word));

    private static bool Has(DeviceRow row, string word) =>
        Contains(row.Name, word)
        || Contains(row.System, word)
        || Contains(row.StatusText, word)
        || Contains(row.Notes, word)
        || row.Values.Any(value => Contains(value.Name, word));

    private static bool Contains(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
