using System.Globalization;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Charsets;
using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;
using SensorNet.Readings.Wording;
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
        List<IRenderable> lines = new List<IRenderable> { Title(session, frame, now) };
        if (session.Devices.Devices.Count == 0)
        {
            lines.Add(Line(frame, (" ", Plain), (WaitingText(session), Dim)));
        }
        else
        {
            AddDevices(lines, session, frame, now);
        }

        lines.Add(Summary(session, frame, now));
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
        Charset charset = frame.Charset;
        string[] names = [.. devices.Take(shown).Select(device => charset.Fit(session.Devices.NameOf(device)))];
        TableColumns columns = TableLayout.For(frame.Width, names, charset.Ellipsis);
        names = DeviceNames.Fit(names, columns.Device, charset.Ellipsis) ?? DeviceNames.Cut(names, columns.Device, charset.Ellipsis);
        Table table = columns.CreateTable(charset);
        foreach ((DeviceState device, string name) in devices.Zip(names))
        {
            table.AddRow([Cell(name, device.StatusKind == DeviceStatus.Offline ? Dim : Bold), .. Values(device, session, columns, charset, now)]);
        }

        lines.Add(table);
        if (shown < devices.Count)
        {
            lines.Add(Line(frame, ($" … {devices.Count - shown} more devices: make the terminal higher, or narrow --topic", Warn)));
        }
    }

    /// <summary>The cells after the name.</summary>
    private static List<IRenderable> Values(
        DeviceState device, WatchSession session, TableColumns columns, Charset charset, long now)
    {
        bool isOffline = device.StatusKind == DeviceStatus.Offline;
        Style values = isOffline ? Dim : Plain;
        string none = charset.Fit("–");
        string age = device.Age(now) is { } since ? Units.Age(since) : none;
        string rate = device.Interval(now) is { } interval ? Units.Rate(interval) : none;
        string history = Sparkline.Draw(device.Temperatures.Last(columns.History), HistorySpanMin, charset.HasBlocks);
        string notes = columns.Notes > 0 ? DeviceNotes.For(device, session.Time.LocalTimeZone) : "";
        (string Text, int Width, Style Style)[] cells =
        [
            (device.Status ?? none, columns.Status, StatusStyle(device.StatusKind)),
            (Value(device.ValueOf(ReadingValue.Temperature), none), columns.Temperature, values),
            (Value(device.ValueOf(ReadingValue.Humidity), none), columns.Humidity, values),
            (Value(device.ValueOf(ReadingValue.Pressure), none), columns.Pressure, values),
            (age, columns.Age, AgeStyle(device, now)),
            (rate, columns.Rate, values),
            (Count(device.Sequence.Missed), columns.Gaps, device.Sequence.Missed > 0 ? Warn : values),
            (history, columns.History, isOffline ? Dim : new Style(Color.Aqua)),
            (notes, columns.Notes, Dim),
        ];
        return
        [
            .. cells
                .Where(cell => cell.Width > 0)
                .Select(cell => Cell(CellText.Cut(charset.Fit(cell.Text), cell.Width, charset.Ellipsis), cell.Style)),
        ];
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

        return device.IsMissing(now) ? Warn : Plain;
    }

    private static string Value(decimal? value, string none) =>
        value is { } given ? given.ToString("0.00", CultureInfo.InvariantCulture) : none;

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static IRenderable Title(WatchSession session, TableFrame frame, long now)
    {
        string place = $" {session.Broker}  {SafeText.Escape(session.TopicFilter, PlainLine.TopicCharsMax)}  ";
        return session.Connection switch
        {
            null => Line(frame, (place, Bold), ("connecting", Warn)),
            WatchEvent.Connected when session.Gateway is not null =>
                Line(frame, (place, Bold), ("connected", Good), ($"  MQTT-SN gateway {session.Gateway}", Dim)),
            WatchEvent.Connected => Line(frame, (place, Bold), ("connected", Good)),
            WatchEvent.Waiting waiting => Line(frame, (place, Bold), (WaitingLine(session, waiting, now), Bad)),
            _ => Line(frame, (place, Bold)),
        };
    }

    private static string WaitingLine(WatchSession session, WatchEvent.Waiting waiting, long now)
    {
        TimeSpan left = waiting.RetryIn - session.Time.GetElapsedTime(session.ConnectionAt, now);
        string when = left > TimeSpan.Zero ? $"again in {Math.Ceiling(left.TotalSeconds):0} s" : "trying again";
        return $"{(waiting.WasConnected ? "connection lost" : "no connection")}, {when}: {waiting.Reason}";
    }

    private static IRenderable Summary(WatchSession session, TableFrame frame, long now)
    {
        DeviceTable devices = session.Devices;
        TimeSpan running = session.Time.GetElapsedTime(session.StartedAt, now);
        int online = devices.Devices.Count(device => device.StatusKind == DeviceStatus.Online);
        List<string> parts = new List<string>
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
        return Line(frame, (" " + string.Join(" · ", parts), Dim));
    }

    private static void AddIfAny(List<string> parts, long count, string what)
    {
        if (count > 0)
        {
            parts.Add($"{count} {what}");
        }
    }

    private static Text Cell(string text, Style style) => new(text, style) { Overflow = Overflow.Crop };

    private static OneLine Line(TableFrame frame, params (string Text, Style Style)[] parts)
    {
        Paragraph paragraph = new Paragraph();
        foreach ((string text, Style style) in parts)
        {
            paragraph.Append(frame.Charset.Fit(text), style);
        }

        return new OneLine(paragraph, frame.Charset.Ellipsis);
    }
}
