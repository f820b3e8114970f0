using System.Threading.Channels;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Charsets;
using SensorNet.Cli.Views;
using Spectre.Console;
using Spectre.Console.Testing;

namespace SensorNet.Cli.Tests.Views;

[TestClass]
public sealed class TableViewTests
{
    private readonly ManualTime _time = new();
    private readonly WatchSession _session;
    private long _dropped;

    public TableViewTests()
    {
        _session = new WatchSession(
        Channel.CreateUnbounded<WatchEvent>().Reader, () => _dropped, new BrokerAddress("localhost", 1883), "devices/#", _time);
    }

    [TestMethod]
    [DataRow(40)]
    [DataRow(60)]
    [DataRow(72)]
    [DataRow(80)]
    [DataRow(99)]
    [DataRow(100)]
    [DataRow(120)]
    [DataRow(200)]
    public void Every_line_fits_the_terminal_and_rows_are_one_line_each(int width)
    {
        Connect();
        FillWithLongTexts();
        string[] lines = Draw(width, 24);
        Assert.HasCount(8, lines, string.Join('\n', lines));
        Assert.IsTrue(lines.All(line => Cells(line) <= width), string.Join('\n', lines));
    }

    [TestMethod]
    public void Nothing_moves_when_values_change()
    {
        Connect();
        Apply("devices/kitchen/readings", """{"seq":1,"temperature":1.5}""");
        string[] before = Draw(80, 24);
        Apply("devices/kitchen/status", "offline");
        Apply("devices/kitchen/readings", """{"seq":90,"temperature":-12.25,"humidity":100,"pressure":1013.25}""");
        string[] after = Draw(80, 24);
        Assert.AreEqual(before.Length, after.Length);
        Assert.AreEqual(before[2], after[2]);
        Assert.AreEqual(before[1], after[1]);
    }

    [TestMethod]
    public void A_row_shows_status_values_age_rate_gaps_and_history()
    {
        Connect();
        Apply("devices/kitchen/status", "online");
        for (int seq = 1; seq <= 8; seq++)
        {
            Apply("devices/kitchen/readings", $$"""{"seq":{{seq * 2}},"temperature":{{seq}},"humidity":45.12,"pressure":1013.25}""");
            _time.Advance(1);
        }

        Assert.AreEqual(
            "kitchen online 8.00 45.12 1013.25 1s 60/min 7 ▁▂▃▄▅▆▇█", Words(Draw(80, 24).Single(line => line.Contains("kitchen"))));
    }

    [TestMethod]
    public void A_device_without_values_shows_dashes()
    {
        Connect();
        Apply("devices/attic/info", "{}");
        Assert.AreEqual("attic – – – – – – 0", Words(Draw(80, 24).Single(line => line.Contains("attic"))));
    }

    [TestMethod]
    public void A_wide_terminal_shows_what_diagnostics_and_info_say()
    {
        Connect();
        Apply("devices/a/diagnostics", """{"lastError":"no sensor","reconnects":2,"rssi":-61}""");
        Apply("devices/a/info", """{"sensor":"BMP280"}""");
        StringAssert.Contains(string.Join('\n', Draw(160, 24)), "no sensor, 2 reconnects, -61 dBm, BMP280");
    }

    [TestMethod]
    public void A_wide_terminal_shows_refused_commands_and_why_a_board_restarted_itself()
    {
        Connect();
        Apply(
            "devices/a/diagnostics",
            """{"commandsObeyed":9,"commandsRefused":2,"answersLost":1,"restarts":3,"resetReason":"watchdog: \u001b[0m"}""");
        string drawn = string.Join('\n', Draw(240, 24));
        StringAssert.Contains(drawn, "2 commands refused, 1 answers lost, restarted itself 3×, started by: watchdog: ");
        Apply("devices/a/diagnostics", """{"commandsObeyed":0,"commandsRefused":0,"restarts":0,"resetReason":"power on or fault"}""");
        Assert.IsFalse(string.Join('\n', Draw(240, 24)).Contains("started", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_wide_terminal_shows_when_a_reading_was_taken_that_was_held_back()
    {
        Connect();
        long takenMs = ManualTime.Start.AddHours(-72).ToUnixTimeMilliseconds();
        Apply("devices/a/readings", $$"""{"seq":1,"time":{{takenMs}}}""");
        StringAssert.Contains(string.Join('\n', Draw(160, 24)), "taken 2026-02-26 12:00:01, 72 h ago");
        Apply("devices/a/readings", $$"""{"seq":2,"time":{{ManualTime.Start.ToUnixTimeMilliseconds()}}}""");
        Assert.DoesNotContain("taken", string.Join('\n', Draw(160, 24)));
    }

    [TestMethod]
    public void Diagnostics_of_unexpected_kinds_do_no_harm()
    {
        Connect();
        Apply("devices/a/diagnostics", """{"lastError":5,"reconnects":"many","rssi":null,"sensorErrors":1e99}""");
        Assert.AreEqual("a – – – – – – 0", Words(Draw(160, 24).Single(line => line.StartsWith(" a "))));
    }

    [TestMethod]
    public void More_devices_than_lines_are_said_to_be_more()
    {
        Connect();
        for (int i = 0; i < 30; i++)
        {
            Apply($"devices/node{i:00}/status", "online");
        }

        string[] lines = Draw(80, 12);
        Assert.IsLessThanOrEqualTo(11, lines.Length);
        StringAssert.Contains(lines[^2], "… 26 more devices");
        StringAssert.Contains(lines[^1], "30 of 30 online");
    }

    [TestMethod]
    public void The_title_tells_where_the_gateway_is()
    {
        WatchSession session = new(
            Channel.CreateUnbounded<WatchEvent>().Reader, () => 0, new BrokerAddress("localhost", 1883), "devices/#", _time)
        {
            Gateway = "127.0.0.1:1884",
        };
        session.Apply(new WatchEvent.Connected(Again: false));
        StringAssert.Contains(Draw(session, 80, 24)[0], "connected  MQTT-SN gateway 127.0.0.1:1884");
    }

    [TestMethod]
    public void The_title_tells_of_the_connection()
    {
        StringAssert.Contains(Draw(80, 24)[0], "connecting");
        Connect();
        StringAssert.Contains(Draw(80, 24)[0], "localhost:1883  devices/#  connected");
        _session.Apply(new WatchEvent.Waiting(WasConnected: true, "closed by the broker", 1, TimeSpan.FromSeconds(4)));
        _time.Advance(1.5);
        StringAssert.Contains(Draw(80, 24)[0], "connection lost, again in 3 s: closed by the broker");
        _time.Advance(5);
        StringAssert.Contains(Draw(100, 24)[0], "connection lost, trying again: closed by the broker");
    }

    [TestMethod]
    public void A_title_that_does_not_fit_is_cut_with_an_ellipsis()
    {
        _session.Apply(new WatchEvent.Waiting(WasConnected: false, new string('x', 100), 1, TimeSpan.FromSeconds(4)));
        string title = Draw(80, 24)[0];
        Assert.AreEqual(80, title.Length);
        StringAssert.EndsWith(title, "xxx…");
    }

    [TestMethod]
    public void The_summary_counts_what_is_not_in_the_table()
    {
        Connect();
        Apply("devices/a/readings", "x");
        Apply("weather", "x");
        _dropped = 3;
        StringAssert.Contains(Draw(120, 24)[^1], "2 messages · 00:00:00 · 1 unreadable · 1 on other topics · 3 dropped · Ctrl-C stops");
    }

    [TestMethod]
    public void Markup_and_escape_codes_of_the_network_show_as_text()
    {
        Connect();
        Apply("devices/[red]a[bold]/status", "[/]\u001b[2J");
        Apply("devices/[red]a[bold]/diagnostics", """{"lastError":"[link]\u001b]8;;x\u0007"}""");
        using TestConsole console = ConsoleOf(200, 24);
        console.EmitAnsiSequences = false;
        console.Write(TableView.Render(_session, new TableFrame(200, 24, Charset.Utf8)));
        StringAssert.Contains(console.Output, "[red]a[bold]");
        StringAssert.Contains(console.Output, "[link]\\u{1B}");
        Assert.IsFalse(console.Output.Any(c => char.IsControl(c) && c != '\n'), console.Output);
    }

    private static string Words(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static int Cells(string line) => Spectre.Console.Rendering.Segment.CellCount([new(line)]);

    private static TestConsole ConsoleOf(int width, int height)
    {
        TestConsole console = new TestConsole().Width(width).Height(height).SupportsUnicode(true);
        return console;
    }

    private string[] Draw(int width, int height) => Draw(_session, width, height);

    private static string[] Draw(WatchSession session, int width, int height)
    {
        using TestConsole console = ConsoleOf(width, height);
        console.Write(TableView.Render(session, new TableFrame(width, height, Charset.Utf8)));
        return [.. console.Output.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];
    }

    private void FillWithLongTexts()
    {
        Apply("devices/kitchen/status", "a very long status");
        Apply("devices/kitchen/readings", """{"seq":1,"temperature":-999999.99,"humidity":999999.99,"pressure":999999.99}""");
        Apply("devices/kitchen/readings", """{"seq":999999999999,"temperature":21}""");
        Apply("devices/kitchen/diagnostics", $$"""{"lastError":"{{new string('x', 300)}}"}""");
        Apply("devices/漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字/readings", """{"seq":1}""");
    }

    private void Connect() => _session.Apply(new WatchEvent.Connected(Again: false));

    private void Apply(string topic, string payload) =>
        _session.Apply(new WatchEvent.Message(Received.Text(topic, payload, _time)));
}
