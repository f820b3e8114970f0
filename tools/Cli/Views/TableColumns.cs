using SensorNet.Cli.Charsets;
using Spectre.Console;

namespace SensorNet.Cli.Views;

/// <summary>The widths of a table's columns; a column of width 0 is not there.</summary>
internal sealed record TableColumns(
    int Device,
    int Status,
    int Temperature,
    int Humidity,
    int Pressure,
    int Age,
    int Rate,
    int Gaps,
    int History,
    int Notes,
    int Padding)
{
    private static readonly TableBorder AsciiRules = new AsciiRules();

    private int[] Widths => [Device, Status, Temperature, Humidity, Pressure, Age, Rate, Gaps, History, Notes];

    /// <summary>What all takes but the contents of device, history and notes: the border is a blank on either side of each column.</summary>
    public int WidthWithoutFlexible
    {
        get
        {
            int columns = Widths.Count(width => width > 0);
            return Widths.Sum() - Device - History - Notes + (columns * Padding) + columns + 1;
        }
    }

    public Table CreateTable(Charset charset)
    {
        Table table = new Table
        {
            Border = charset.HasRules ? TableBorder.Horizontal : AsciiRules,
            BorderStyle = new Style(decoration: Decoration.Dim),
        };
        string degrees = charset.Fit("°C");
        Add(table, charset, "Device", Device, Justify.Left);
        Add(table, charset, "Status", Status, Justify.Left);
        Add(table, charset, degrees, Temperature, Justify.Right);
        Add(table, charset, "%RH", Humidity, Justify.Right);
        Add(table, charset, "hPa", Pressure, Justify.Right);
        Add(table, charset, "Age", Age, Justify.Right);
        Add(table, charset, "Rate", Rate, Justify.Right);
        Add(table, charset, "Gaps", Gaps, Justify.Right);
        Add(table, charset, $"{degrees} history", History, Justify.Left);
        Add(table, charset, "Notes", Notes, Justify.Left);
        return table;
    }

    private void Add(Table table, Charset charset, string title, int width, Justify alignment)
    {
        if (width > 0)
        {
            table.AddColumn(new TableColumn(new Text(CellText.Cut(title, width, charset.Ellipsis)))
            {
                Width = width,
                NoWrap = true,
                Alignment = alignment,
                Padding = new Padding(0, 0, Padding, 0),
            });
        }
    }
}
