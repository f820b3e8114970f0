using System.Globalization;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Devices;
using SensorNet.Cli.Messages;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SensorNet.Cli.Views;

/// <summary>
/// Draws a session as a table. Every column has a fixed width for a given terminal, so that nothing jumps when values
/// change, and every text goes through <see cref="Text"/>, which knows no markup.
/// </summary>
internal static class TableView
{
    /// <summary>Lines around the rows: title, three of the table's head, its foot, the summary, and the cursor's.</summary>
    private const int LinesAroundRows = 7;

    /// <summary>°C: a sensor's noise is a tenth of it.</summary>
    private const decimal HistorySpanMin = 0.1m;

    private static readonly Style Plain = Style.Plain;
    private static readonly Style Dim = new(decoration: Decoration.Dim);
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Warn = new(Color.Yellow);
    private static readonly Style Bad = new(Color.Red);

    public static IRenderable Render(WatchSession session, TableFrame frame)
    {
        long now = session.Time.GetTimestamp();
        var lines = new List<IRenderable> { Title(session, now) };
        if (session.Devices.Devices.Count == 0)
        {
            lines.Add(Line(" ", Plain, WaitingText(session), Dim));
        }
        else
        {
            AddDevices(lines, session, frame, now);
        }

        lines.Add(Summary(session, now));
        return new Narrowed(new Rows(lines), frame.Width);
    }

    private static string WaitingText(WatchSession session) => session.Connection is WatchEvent.Connected
        ? "no device has sent anything yet"
        : "no connection to the broker yet";

    private static void AddDevices(List<IRenderable> lines, WatchSession session, TableFrame frame, long now)
    {
        IReadOnlyCollection<DeviceState> devices = session.Devices.Devices;
        int rowsMax = Math.Max(1, frame.Height - LinesAroundRows);
        int shown = devices.Count <= rowsMax ? devices.Count : Math.Max(1, rowsMax - 1);
        TableColumns columns = TableColumns.For(frame.Width);
        Table table = columns.CreateTable();
        foreach (DeviceState device in devices.Take(shown))
        {
            table.AddRow(Row(device, session, columns, frame, now));
        }

        lines.Add(table);
        if (shown < devices.Count)
        {
            lines.Add(Line($" … {devices.Count - shown} more devices: make the terminal higher, or narrow --topic", Warn));
        }
    }

    private static List<IRenderable> Row(
        DeviceState device, WatchSession session, TableColumns columns, TableFrame frame, long now)
    {
        Style values = device.StatusKind == DeviceStatus.Offline ? Dim : Plain;
        Reading? reading = device.LastReading;
        var cells = new List<IRenderable>
        {
            Cell(CellText.Cut(session.Devices.NameOf(device), columns.Device), device.StatusKind == DeviceStatus.Offline ? Dim : Bold),
            Cell(CellText.Cut(device.Status ?? "–", TableColumns.StatusWidth), StatusStyle(device.StatusKind)),
            Cell(Value(reading?.Temperature), values),
            Cell(Value(reading?.Humidity), values),
            Cell(Value(reading?.Pressure), values),
            Cell(device.Age(now) is { } age ? Units.Age(age) : "–", AgeStyle(device, now)),
        };
        if (columns.Rate > 0)
        {
            cells.Add(Cell(device.Interval(now) is { } interval ? Units.Rate(interval) : "–", values));
        }

        if (columns.Gaps > 0)
        {
            cells.Add(Cell(Count(device.Sequence.Missed), device.Sequence.Missed > 0 ? Warn : values));
        }

        if (columns.History > 0)
        {
            string history = Sparkline.Draw(device.Temperatures.Last(columns.History), HistorySpanMin, frame.Unicode);
            cells.Add(Cell(history, values == Dim ? Dim : new Style(Color.Aqua)));
        }

        if (columns.Notes > 0)
        {
            cells.Add(Cell(CellText.Cut(DeviceNotes.For(device, session.Time.LocalTimeZone), columns.Notes), Dim));
        }

        return cells;
    }

    private static Style StatusStyle(DeviceStatus status) => status switch
    {
        DeviceStatus.Online => Good,
        DeviceStatus.Offline => Bad,
        DeviceStatus.Other => Warn,
        _ => Dim,
    };

    private static Style AgeStyle(DeviceState device, long now)
    {
        if (device.StatusKind == DeviceStatus.Offline)
        {
            return Dim;
        }

        bool isLate = device.Age(now) is { } age && device.UsualInterval is { } usual && age > usual * 3;
        return isLate ? Warn : Plain;
    }

    private static string Value(decimal? value) =>
        value is { } given ? given.ToString("0.00", CultureInfo.InvariantCulture) : "–";

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static IRenderable Title(WatchSession session, long now)
    {
        string place = $" {session.Broker}  {SafeText.Escape(session.TopicFilter, PlainLine.TopicCharsMax)}  ";
        return session.Connection switch
        {
            null => Line(place, Bold, "connecting", Warn),
            WatchEvent.Connected when session.Gateway is not null =>
                new OneLine(new Paragraph(place, Bold).Append("connected", Good).Append($"  MQTT-SN gateway {session.Gateway}", Dim)),
            WatchEvent.Connected => Line(place, Bold, "connected", Good),
            WatchEvent.Waiting waiting => Line(place, Bold, WaitingLine(session, waiting, now), Bad),
            _ => Line(place, Bold),
        };
    }

    private static string WaitingLine(WatchSession session, WatchEvent.Waiting waiting, long now)
    {
        TimeSpan left = waiting.RetryIn - session.Time.GetElapsedTime(session.ConnectionAt, now);
        string when = left > TimeSpan.Zero ? $"again in {Math.Ceiling(left.TotalSeconds):0} s" : "trying again";
        return $"{(waiting.WasConnected ? "connection lost" : "no connection")}, {when}: {waiting.Reason}";
    }

    private static IRenderable Summary(WatchSession session, long now)
    {
        DeviceTable devices = session.Devices;
        TimeSpan running = session.Time.GetElapsedTime(session.StartedAt, now);
        int online = devices.Devices.Count(device => device.StatusKind == DeviceStatus.Online);
        var parts = new List<string>
        {
            $"{online} of {devices.Devices.Count} online",
            $"{devices.Messages} messages",
            running.ToString(running.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : @"hh\:mm\:ss", CultureInfo.InvariantCulture),
        };
        long unreadable = devices.Devices.Sum(device => device.Unreadable);
        AddIfAny(parts, unreadable, "unreadable");
        AddIfAny(parts, devices.OtherMessages, "on other topics");
        AddIfAny(parts, devices.MessagesBeyondLimit, $"of devices beyond {DeviceTable.DevicesMax}");
        AddIfAny(parts, session.Dropped, "dropped");
        parts.Add("Ctrl-C stops");
        return Line(" " + string.Join(" · ", parts), Dim);
    }

    private static void AddIfAny(List<string> parts, long count, string what)
    {
        if (count > 0)
        {
            parts.Add($"{count} {what}");
        }
    }

    private static Text Cell(string text, Style style) => new(text, style) { Overflow = Overflow.Ellipsis };

    private static IRenderable Line(string text, Style style) => Line(text, style, "", Plain);

    private static IRenderable Line(string text, Style style, string more, Style moreStyle) =>
        new OneLine(new Paragraph(text, style).Append(more, moreStyle));
}
