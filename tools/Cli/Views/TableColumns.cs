using Spectre.Console;

namespace SensorNet.Cli.Views;

/// <summary>The widths of a table's columns; a column of width 0 is not there.</summary>
internal sealed record TableColumns(int Device, int Rate, int Gaps, int History, int Notes, int Padding)
{
    public const int StatusWidth = 7;

    private const int TemperatureWidth = 6;
    private const int HumidityWidth = 6;
    private const int PressureWidth = 7;
    private const int AgeWidth = 3;
    private const int RateWidth = 7;
    private const int GapsWidth = 5;
    private const int FixedWidth = StatusWidth + TemperatureWidth + HumidityWidth + PressureWidth + AgeWidth;

    private const int RateFrom = 56;
    private const int GapsFrom = 64;
    private const int HistoryFrom = 72;
    private const int NotesFrom = 100;
    private const int DeviceMin = 4;
    private const int DeviceMax = 24;
    private const int HistoryMax = 48;

    public static TableColumns For(int width)
    {
        int rate = width >= RateFrom ? RateWidth : 0;
        int gaps = width >= GapsFrom ? GapsWidth : 0;
        bool hasHistory = width >= HistoryFrom;
        bool hasNotes = width >= NotesFrom;
        int padding = hasNotes ? 1 : 0;
        int columns = 6 + (rate > 0 ? 1 : 0) + (gaps > 0 ? 1 : 0) + (hasHistory ? 1 : 0) + (hasNotes ? 1 : 0);

        // The border is a blank on either side of each column.
        int left = width - FixedWidth - rate - gaps - (columns * padding) - columns - 1;
        int parts = 1 + (hasHistory ? 1 : 0) + (hasNotes ? 1 : 0);
        int device = Math.Clamp(left / (hasNotes ? parts + 1 : parts), DeviceMin, DeviceMax);
        int history = hasNotes ? Math.Min(left / parts, HistoryMax) : hasHistory ? left - device : 0;
        return new TableColumns(device, rate, gaps, history, hasNotes ? left - device - history : 0, padding);
    }

    public Table CreateTable()
    {
        var table = new Table { Border = TableBorder.Horizontal, BorderStyle = new Style(decoration: Decoration.Dim) };
        Add(table, "Device", Device, Justify.Left);
        Add(table, "Status", StatusWidth, Justify.Left);
        Add(table, "°C", TemperatureWidth, Justify.Right);
        Add(table, "%RH", HumidityWidth, Justify.Right);
        Add(table, "hPa", PressureWidth, Justify.Right);
        Add(table, "Age", AgeWidth, Justify.Right);
        Add(table, "Rate", Rate, Justify.Right);
        Add(table, "Gaps", Gaps, Justify.Right);
        Add(table, "°C history", History, Justify.Left);
        Add(table, "Notes", Notes, Justify.Left);
        return table;
    }

    private void Add(Table table, string title, int width, Justify alignment)
    {
        if (width > 0)
        {
            table.AddColumn(new TableColumn(new Text(CellText.Cut(title, width)))
            {
                Width = width,
                NoWrap = true,
                Alignment = alignment,
                Padding = new Padding(0, 0, Padding, 0),
            });
        }
    }
}
