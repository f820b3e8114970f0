namespace SensorNet.Cli.Views;

/// <summary>
/// Decides which columns a table has, and how wide they are, so that the devices can be told apart: what matters less gives way until they can.
/// </summary>
internal static class TableLayout
{
    private const int TemperatureWidth = 6;
    private const int HumidityWidth = 6;
    private const int PressureWidth = 7;
    private const int StatusWidth = 7;
    private const int AgeWidth = 3;
    private const int RateWidth = 7;
    private const int GapsWidth = 5;

    private const int RateFrom = 56;
    private const int GapsFrom = 64;
    private const int HistoryFrom = 72;
    private const int NotesFrom = 100;

    /// <summary>As wide as its title; with longer names a little wider.</summary>
    private const int DeviceMin = 6;
    private const int LongDeviceMin = 8;
    private const int DeviceMax = 24;
    private const int HistoryMin = 8;
    private const int HistoryMax = 48;
    private const int NotesMin = 12;

    /// <summary>What gives way in so many steps, the first first.</summary>
    private static readonly Func<TableColumns, TableColumns>[] Steps =
    [
        columns => columns with { Notes = 0, Padding = 0 },
        columns => columns with { History = 0 },
        columns => columns with { Gaps = 0 },
        columns => columns with { Rate = 0 },
        columns => columns with { Pressure = 0 },
        columns => columns with { Age = 0 },
        columns => columns with { Humidity = 0 },
        columns => columns with { Status = 0 },
    ];

    /// <param name="width">Columns to draw in.</param>
    /// <param name="names">The devices that are shown.</param>
    /// <param name="ellipsis">Stands for what is left out of a name.</param>
    public static TableColumns For(int width, IReadOnlyList<string> names, string ellipsis)
    {
        int longest = names.Select(CellText.Width).DefaultIfEmpty(0).Max();
        TableColumns columns = AllFor(width);
        TableColumns? first = null;
        foreach (Func<TableColumns, TableColumns> step in Steps.Prepend(columns => columns))
        {
            columns = step(columns);
            int left = width - columns.WidthWithoutFlexible;
            if (left < Math.Clamp(longest, DeviceMin, LongDeviceMin) + FlexibleMin(columns))
            {
                continue;
            }

            TableColumns shared = Share(columns, left, longest);
            first ??= shared;
            if (WidthToTellApart(names, shared.Device, left - FlexibleMin(columns), ellipsis) is { } device)
            {
                return WithDevice(columns, left, device);
            }
        }

        // No width tells them apart: then as much as fits besides.
        return first ?? columns with { Device = Math.Max(1, width - columns.WidthWithoutFlexible) };
    }

    private static TableColumns AllFor(int width) => new(
        Device: DeviceMin,
        Status: StatusWidth,
        Temperature: TemperatureWidth,
        Humidity: HumidityWidth,
        Pressure: PressureWidth,
        Age: AgeWidth,
        Rate: width >= RateFrom ? RateWidth : 0,
        Gaps: width >= GapsFrom ? GapsWidth : 0,
        History: width >= HistoryFrom ? HistoryMin : 0,
        Notes: width >= NotesFrom ? NotesMin : 0,
        Padding: width >= NotesFrom ? 1 : 0);

    private static int FlexibleMin(TableColumns columns) => columns.History + columns.Notes;

    /// <summary>Shares the room that is left among names, history and notes; the names get more of it where they need it.</summary>
    private static TableColumns Share(TableColumns columns, int left, int longest)
    {
        int parts = 1 + (columns.History > 0 ? 1 : 0) + (columns.Notes > 0 ? 1 : 0);
        int share = Math.Clamp(left / (columns.Notes > 0 ? parts + 1 : parts), DeviceMin, DeviceMax);
        int wanted = Math.Max(share, Math.Min(longest, DeviceMax));
        return WithDevice(columns, left, Math.Min(wanted, left - FlexibleMin(columns)));
    }

    private static TableColumns WithDevice(TableColumns columns, int left, int device)
    {
        int rest = left - device;
        int history = columns.History == 0 ? 0
            : columns.Notes == 0 ? rest
            : Math.Clamp(Math.Min(left / 3, HistoryMax), HistoryMin, rest - NotesMin);
        return columns with { Device = device, History = history, Notes = columns.Notes == 0 ? 0 : rest - history };
    }

    private static int? WidthToTellApart(IReadOnlyList<string> names, int from, int to, string ellipsis)
    {
        for (int width = from; width <= to; width++)
        {
            if (DeviceNames.Fit(names, width, ellipsis) is not null)
            {
                return width;
            }
        }

        return null;
    }
}
