using System.Text;
using System.Threading.Channels;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Charsets;
using SensorNet.Cli.Views;
using Spectre.Console;
using Spectre.Console.Testing;

namespace SensorNet.Cli.Tests.Views;

/// <summary>The table at every width: no line breaks, and devices whose names differ look different.</summary>
[TestClass]
public sealed class TableWidthTests
{
    private const int WidthMin = 20;
    private const int WidthMax = 200;

    /// <summary>Title, rule, head, rule; then the rows, rule and summary.</summary>
    private const int HeadLine = 2;
    private const int FirstRow = 4;
    private const int LinesAroundRows = 6;

    private static readonly Dictionary<string, string[]> Fleets = new()
    {
        ["ends"] = ["kitchen", "livingroom", "livingroom2"],
        ["one"] = ["a"],
        ["demo"] = ["attic", "beehive", "garden", "kitchen", "meadow"],
        ["mac"] = ["24:0a:c4:00:00:01", "24:0a:c4:00:00:02", "24:0a:c4:00:01:01", "30:ae:a4:00:00:01"],
        ["middle"] = ["house-floor-1-room-a-sensor", "house-floor-1-room-b-sensor", "house-floor-2-room-a-sensor"],
        ["beginning"] = ["a-sensor-in-the-house", "b-sensor-in-the-house"],
        ["wide"] = ["漢字漢字漢字漢字1", "漢字漢字漢字漢字2", "größe"],
        ["longest"] = [new string('x', 63) + "1", new string('x', 63) + "2"],
    };

    private readonly ManualTime _time = new();
    private readonly WatchSession _session;

    public TableWidthTests()
    {
        _session = new WatchSession(
        Channel.CreateUnbounded<WatchEvent>().Reader, () => 0, new BrokerAddress("localhost", 1883), "devices/#", _time);
    }

    public static IEnumerable<object[]> FleetsAndCharsets =>
        from fleet in Fleets.Keys
        from charset in new[] { "utf-8", "iso-8859-1", "us-ascii" }
        select new object[] { fleet, charset };

    [TestMethod]
    [DynamicData(nameof(FleetsAndCharsets))]
    public void No_line_breaks_at_any_width_and_the_devices_can_be_told_apart(string fleet, string charsetName)
    {
        Charset charset = new Charset(Encoding.GetEncoding(charsetName));
        string[] names = Fleets[fleet];
        Fill(names);
        for (int width = WidthMin; width <= WidthMax; width++)
        {
            string[] lines = Draw(width, charset);
            string shown = $"width {width}\n{string.Join('\n', lines)}";
            Assert.HasCount(names.Length + LinesAroundRows, lines, shown);
            Assert.IsTrue(lines.All(line => CellText.Width(line) <= width), shown);
            StringAssert.StartsWith(lines[HeadLine], " Device", shown);
            Assert.Contains('C', lines[HeadLine], shown);
            int nameWidth = CellText.Width(lines[HeadLine][..lines[HeadLine].IndexOfAny(['S', '°', 'C'])]);
            string[] rows = [.. lines.Skip(FirstRow).Take(names.Length)];
            string[] shownNames = [.. rows.Select(row => CellText.Beginning(row, nameWidth).Split("  ")[0].Trim())];
            Assert.HasCount(names.Length, shownNames.Distinct().ToArray(), shown);
        }
    }

    [TestMethod]
    public void At_40_columns_the_rooms_are_told_apart_by_their_ends()
    {
        Fill(["livingroom", "livingroom2"]);

        // The terminal's echo of Ctrl-C takes two.
        string[] lines = Draw(38, Charset.Utf8);
        Assert.AreEqual(" Device     Status      °C    %RH Age", lines[HeadLine]);
        Assert.AreEqual(" livingroom online   21.50  45.10  0s", lines[FirstRow]);
        Assert.AreEqual(" livin…oom2 online   21.50  45.10  0s", lines[FirstRow + 1]);
    }

    [TestMethod]
    public void Names_that_nothing_tells_apart_leave_the_values_in_place()
    {
        string[] names =
            [.. Enumerable.Range(0, 12).Select(i => $"{i % 4}{new string('x', 60)}{i / 4 % 3}{new string('y', 60)}{i}{new string('z', 60)}")];
        Fill(names);
        for (int width = WidthMin; width <= WidthMax; width++)
        {
            string[] lines = Draw(width, Charset.Utf8);
            Assert.IsTrue(lines.All(line => CellText.Width(line) <= width), $"width {width}\n{string.Join('\n', lines)}");
            Assert.Contains("°C", lines[HeadLine]);
        }
    }

    [TestMethod]
    [DataRow("iso-8859-1", "°C")]
    [DataRow("us-ascii", "C")]
    public void What_the_charset_does_not_have_is_drawn_without_it(string charsetName, string degrees)
    {
        Charset charset = new Charset(Encoding.GetEncoding(charsetName));
        Fill(["kitchen", "größe", "漢"]);
        _session.Apply(new WatchEvent.Message(Received.Text("devices/empty/info", "{}", _time)));
        foreach (int width in new[] { 38, 78, 118, 198 })
        {
            string all = string.Join('\n', Draw(width, charset));
            Assert.AreEqual(all, Encoding.GetEncoding(charsetName).GetString(Encoding.GetEncoding(charsetName).GetBytes(all)));
            Assert.DoesNotContain("?", all);
            Assert.Contains($" {degrees}", all);
            Assert.Contains("---", all);
        }
    }

    private static TestConsole ConsoleOf(int width) => new TestConsole().Width(width).Height(24).SupportsUnicode(true);

    private string[] Draw(int width, Charset charset)
    {
        using TestConsole console = ConsoleOf(width);
        console.Write(TableView.Render(_session, new TableFrame(width, 24, charset)));
        return [.. console.Output.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];
    }

    private void Fill(string[] names)
    {
        _session.Apply(new WatchEvent.Connected(Again: false));
        foreach (string name in names)
        {
            Apply($"devices/{name}/status", "online");
            Apply($"devices/{name}/readings", """{"seq":1,"temperature":21.5,"humidity":45.1,"pressure":1013.25}""");
            Apply($"devices/{name}/info", """{"sensor":"BME280 at 0x76"}""");
        }
    }

    private void Apply(string topic, string payload) => _session.Apply(new WatchEvent.Message(Received.Text(topic, payload, _time)));
}
