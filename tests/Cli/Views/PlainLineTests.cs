using SensorNet.Cli.Devices;
using SensorNet.Cli.Views;

namespace SensorNet.Cli.Tests.Views;

[TestClass]
public sealed class PlainLineTests
{
    private readonly ManualTime _time = new();
    private readonly DeviceTable _table;

    public PlainLineTests() => _table = new DeviceTable(_time);

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

    private string Line(string topic, string payload, bool retained = false)
    {
        Observation observation = _table.Apply(Received.Text(topic, payload, _time, retained));
        string name = observation.Device is { } device ? _table.NameOf(device) : "";
        return PlainLine.Format(observation, name, TimeZoneInfo.Utc);
    }
}
