namespace SensorNet.WebView.Live;

/// <summary>The order of devices.</summary>
/// <param name="Sort">What they are sorted by; by name where that is the same.</param>
/// <param name="IsReversed">The other way round.</param>
/// <param name="TroubleFirst">Offline ones first, then missing ones, whatever they are sorted by.</param>
public sealed record RowOrder(RowSort Sort = RowSort.Name, bool IsReversed = false, bool TroubleFirst = false)
{
    /// <summary>Those that a filter shows, in this order.</summary>
    public IReadOnlyList<DeviceRow> Apply(IEnumerable<DeviceRow> rows, RowFilter filter)
    {
        List<DeviceRow> shown = [.. rows.Where(filter.Shows)];
        shown.Sort(Compare);
        return shown;
    }

    private static int Trouble(DeviceRow row) => row.Status == SensorNet.Readings.Devices.DeviceStatus.Offline ? 0 : row.IsMissing ? 1 : 2;

    private int Compare(DeviceRow left, DeviceRow right)
    {
        int byTrouble = TroubleFirst ? Trouble(left).CompareTo(Trouble(right)) : 0;
        if (byTrouble != 0)
        {
            return byTrouble;
        }

        int bySort = IsReversed ? CompareBySort(right, left) : CompareBySort(left, right);
        if (bySort != 0)
        {
            return bySort;
        }

        int byName = string.CompareOrdinal(left.Name, right.Name);
        return Sort == RowSort.Name && IsReversed ? -byName : byName;
    }

    private int CompareBySort(DeviceRow left, DeviceRow right) => Sort switch
    {
        RowSort.Status => string.CompareOrdinal(left.StatusText, right.StatusText),
        RowSort.System => string.CompareOrdinal(left.System, right.System),
        RowSort.Age => (right.Age ?? TimeSpan.MinValue).CompareTo(left.Age ?? TimeSpan.MinValue),
        RowSort.Rate => (left.Interval ?? TimeSpan.MaxValue).CompareTo(right.Interval ?? TimeSpan.MaxValue),
        RowSort.Missed => right.Missed.CompareTo(left.Missed),
        _ => 0,
    };
}
