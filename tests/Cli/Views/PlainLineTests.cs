using SensorNet.Readings.Devices;
using SensorNet.Cli.Views;

namespace SensorNet.Cli.Tests.Views;

[TestClass]
public sealed class PlainLineTests
{
    private static readonly DateOnly FirstDay = new(2026, 3, 1);

    private readonly ManualTime _time = new();
    private readonly DeviceTable _table;

    public PlainLineTests()
    {
        _table = new DeviceTable(_time);
    }

    [TestMethod]
    public void A_reading_shows_its_values_with_units()
    {
        string line = Line(
            "devices/kitchen/readings",
            """{"seq":42,"uptime":81234,"temperature":21.53,"humidity":45.12,"pressure":1013.25}""");
        Assert.AreEqual(
            "12:00:01 kitchen readings seq=42 temperature=21.53 °C humidity=45.12 %RH pressure=1013.25 hPa", line);
    }

    [TestMethod]
    public void Digits_show_as_sent_and_what_is_left_out_does_not_show() =>
        Assert.AreEqual(
            "12:00:01 k readings seq=1 temperature=-0.50 °C", Line("d/k/readings", """{"seq":1,"temperature":-0.50}"""));

    [TestMethod]
    public void A_gap_and_a_restart_show()
    {
        Line("d/k/readings", """{"seq":5}""");
        Assert.AreEqual("12:00:01 k readings seq=9 (3 missed)", Line("d/k/readings", """{"seq":9}"""));
        Assert.AreEqual("12:00:01 k readings seq=1 (restarted)", Line("d/k/readings", """{"seq":1}"""));
    }

    [TestMethod]
    public void A_reading_that_was_held_back_says_when_it_was_taken()
    {
        long takenMs = ManualTime.Start.AddSeconds(-65).ToUnixTimeMilliseconds();
        Assert.AreEqual("12:00:01 k readings seq=5 (taken 11:58:56)", Line("d/k/readings", $$"""{"seq":5,"time":{{takenMs}}}"""));
    }

    [TestMethod]
    [DataRow(-4, "")]
    [DataRow(4, "")]
    [DataRow(-6, " (taken 11:59:55)")]
    [DataRow(-11 * 3_600, " (taken 01:00:01)")]
    [DataRow(-22 * 3_600, " (taken 2026-02-28 14:00:01, 22 h ago)")]
    [DataRow(-72 * 3_600, " (taken 2026-02-26 12:00:01, 72 h ago)")]
    [DataRow(-30 * 86_400, " (taken 2026-01-30 12:00:01, 30 d ago)")]
    [DataRow(65, " (taken 12:01:06, 65 s ahead of this clock)")]
    [DataRow(22 * 3_600, " (taken 2026-03-02 10:00:01, 22 h ahead of this clock)")]
    public void When_a_reading_was_taken_is_said_with_the_day_where_it_is_another(int seconds, string said)
    {
        long takenMs = ManualTime.Start.AddSeconds(seconds).ToUnixTimeMilliseconds();
        Assert.AreEqual($"12:00:01 k readings seq=5{said}", Line("d/k/readings", $$"""{"seq":5,"time":{{takenMs}}}"""));
    }

    [TestMethod]
    [DataRow(0, "taken 1970-01-01 00:00:00 by its clock, which was not set")]
    [DataRow(81_234, "taken 1970-01-01 00:01:21 by its clock, which was not set")]
    [DataRow(946_684_800_000, "taken 2000-01-01 00:00:00 by its clock, which was not set")]
    [DataRow(2_085_978_496_000, "taken 2036-02-07 06:28:16, 3629 d ahead of this clock")]
    public void A_clock_that_is_wrong_is_recognised(long takenMs, string said) =>
        Assert.AreEqual($"12:00:01 k readings seq=5 ({said})", Line("d/k/readings", $$"""{"seq":5,"time":{{takenMs}}}"""));

    [TestMethod]
    [DataRow(14)]
    [DataRow(-12)]
    public void The_last_time_that_can_be_sent_is_shown_in_every_zone(int hours)
    {
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("far", TimeSpan.FromHours(hours), null, null);
        long takenMs = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        StringAssert.Contains(Line("d/k/readings", $$"""{"time":{{takenMs}}}""", zone: zone), "(taken 9999-12-31 ");
    }

    [TestMethod]
    public void The_day_is_that_of_the_zone()
    {
        // 12:00:01 UTC is 02:00:01 of the next day there, and 11 hours before that is the day before.
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("far", TimeSpan.FromHours(14), null, null);
        long takenMs = ManualTime.Start.AddHours(-11).ToUnixTimeMilliseconds();
        Assert.AreEqual(
            "2026-03-02 02:00:01 k readings (taken 2026-03-01 15:00:01, 11 h ago)", Line("d/k/readings", $$"""{"time":{{takenMs}}}""", zone: zone));
    }

    [TestMethod]
    public void A_line_of_a_later_day_begins_with_its_date()
    {
        _time.Advance(86_400);
        Assert.AreEqual("2026-03-02 12:00:01 k status online", Line("d/k/status", "online"));
        long takenMs = _time.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds();
        Assert.AreEqual("2026-03-02 12:00:01 k readings (taken 11:00:01)", Line("d/k/readings", $$"""{"time":{{takenMs}}}"""));
    }

    [TestMethod]
    public void A_retained_status_says_so()
    {
        Assert.AreEqual("12:00:01 k status online (retained)", Line("d/k/status", "online", retained: true));
        Assert.AreEqual("12:00:01 k status offline", Line("d/k/status", "offline"));
        Assert.AreEqual("12:00:01 k status cleared", Line("d/k/status", ""));
    }

    [TestMethod]
    public void Info_and_diagnostics_show_every_member() =>
        Assert.AreEqual(
            "12:00:01 k diagnostics uptime=5 ms rssi=-61 dBm lastError=\"no [ack]\" new=[1,{}]",
            Line("d/k/diagnostics", """{"uptime":5,"rssi":-61,"lastError":"no [ack]","new":[1,{}]}"""));

    [TestMethod]
    public void Other_topics_show_as_text() =>
        Assert.AreEqual("12:00:01 weather/today \"sunny [red]\"", Line("weather/today", "sunny [red]"));

    [TestMethod]
    public void An_unreadable_payload_shows_as_text_with_the_reason() =>
        Assert.AreEqual(
            "12:00:01 k readings \"\\u{1B}[2J\" (the payload is not valid JSON)", Line("d/k/readings", "\u001b[2J"));

    [TestMethod]
    [DataRow("d/k/readings", "{\"a\\u001b[31m\":\"\\u001b]0;x\\u0007\",\"b\":{\"c\\n\":\"\\u009b\"}}")]
    [DataRow("d/k/status", "\u001b[2Jonline\r\nforged line")]
    [DataRow("d/k\n12:00:02 fake/status", "online")]
    [DataRow("a\u001b[1m/b", "\u001b\u009b\u202e")]
    [DataRow("d/k/info", "{\"x\":\"a\\r\\nb\",\"y\":[\"\\u001b\"\n]}")]
    public void No_hostile_message_gives_a_control_character(string topic, string payload)
    {
        string line = Line(topic, payload);
        Assert.IsFalse(line.Any(char.IsControl), line);
        Assert.IsFalse(line.Contains('\u202e'), line);
    }

    [TestMethod]
    public void A_huge_payload_gives_a_short_line()
    {
        string members = string.Join(',', Enumerable.Range(0, 60).Select(i => $"\"{i}\":\"{new string('x', 200)}\""));
        Assert.IsLessThan(10_000, Line("d/k/info", "{" + members + "}").Length);
        Assert.IsLessThan(400, Line(new string('t', 5_000), new string('x', 100_000)).Length);
    }

    private string Line(string topic, string payload, bool retained = false, TimeZoneInfo? zone = null)
    {
        Observation observation = _table.Apply(Received.Text(topic, payload, _time, retained));
        string name = observation.Device is { } device ? _table.NameOf(device) : "";
        return PlainLine.Format(observation, name, zone ?? TimeZoneInfo.Utc, FirstDay);
    }
}
