using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Tests.Devices;

[TestClass]
public sealed class DeviceTableTests
{
    private readonly ManualTime _time = new();
    private readonly DeviceTable _table;

    public DeviceTableTests()
    {
        _table = new DeviceTable(_time);
    }

    private DeviceState Only => _table.Devices.Single();

    [TestMethod]
    public void A_device_appears_with_its_first_message_and_devices_are_sorted()
    {
        Apply("devices/kitchen/status", "online");
        Apply("devices/attic/info", "{}");
        Apply("devices/garden/readings", "{}");
        Assert.AreEqual("attic garden kitchen", string.Join(' ', _table.Devices.Select(device => device.Name)));
    }

    [TestMethod]
    public void Devices_behind_a_bridge_that_is_back_are_not_offline_unless_they_said_so()
    {
        Apply("zigbee2mqtt/lamp", """{"temperature":20}""");
        Apply("zigbee2mqtt/plug/availability", "offline");
        Apply("zigbee2mqtt/bridge/state", """{"state":"offline"}""");
        Assert.AreEqual("offline offline offline", Statuses());

        Apply("zigbee2mqtt/bridge/state", """{"state":"online"}""");
        Assert.AreEqual("online ? offline", Statuses());
    }

    [TestMethod]
    public void What_only_looks_like_a_bridge_takes_no_devices()
    {
        Apply("devices/bridge/state", "x");
        Apply("devices/kitchen/readings", """{"temperature":20}""");
        Assert.AreEqual("SensorNet", _table.Devices.Single(device => device.Name == "kitchen").System);
    }

    private string Statuses() => string.Join(' ', _table.Devices.Select(device => device.Status ?? "?"));

    [TestMethod]
    [DataRow("online", DeviceStatus.Online)]
    [DataRow("offline", DeviceStatus.Offline)]
    [DataRow("Online", DeviceStatus.Other)]
    [DataRow("", DeviceStatus.Unknown)]
    public void Status_follows_the_last_message(string payload, object kind)
    {
        Apply("devices/a/status", "online");
        Apply("devices/a/status", payload);
        Assert.AreEqual((DeviceStatus)kind, Only.StatusKind);
    }

    [TestMethod]
    public void A_reading_sets_values_and_age()
    {
        Apply("devices/a/readings", """{"seq":1,"temperature":20.5}""");
        _time.Advance(7);
        Assert.AreEqual(20.5m, Only.LastReading!.Temperature);
        Assert.AreEqual(TimeSpan.FromSeconds(7), Only.Age(_time.GetTimestamp()));
    }

    [TestMethod]
    public void Other_messages_do_not_make_a_reading_younger()
    {
        Apply("devices/a/readings", """{"seq":1}""");
        _time.Advance(7);
        Apply("devices/a/status", "online");
        Assert.AreEqual(TimeSpan.FromSeconds(7), Only.Age(_time.GetTimestamp()));
    }

    [TestMethod]
    public void A_retained_reading_has_values_but_no_age_and_no_rate()
    {
        _table.Apply(Received.Text("devices/a/readings", """{"seq":1,"temperature":20}""", _time, retained: true));
        Assert.AreEqual(20m, Only.LastReading!.Temperature);
        Assert.IsNull(Only.Age(_time.GetTimestamp()));
        Assert.IsNull(Only.Interval(_time.GetTimestamp()));
    }

    [TestMethod]
    public void A_jump_in_seq_is_a_gap()
    {
        ApplySeq(5);
        Assert.AreEqual(new SequenceStep(0, false), ApplySeq(6).Step);
        Assert.AreEqual(new SequenceStep(3, false), ApplySeq(10).Step);
        Assert.AreEqual(3, Only.Sequence.Missed);
        Assert.AreEqual(0, Only.Sequence.Restarts);
    }

    [TestMethod]
    public void A_seq_that_goes_back_is_a_restart_and_no_gap()
    {
        ApplySeq(500);
        Assert.AreEqual(new SequenceStep(0, true), ApplySeq(3).Step);
        Assert.AreEqual(new SequenceStep(0, false), ApplySeq(4).Step);
        Assert.AreEqual(0, Only.Sequence.Missed);
        Assert.AreEqual(1, Only.Sequence.Restarts);
    }

    [TestMethod]
    public void An_uptime_that_goes_back_is_a_restart_although_seq_went_on()
    {
        Apply("devices/a/readings", """{"seq":3,"uptime":9000}""");
        Observation next = Apply("devices/a/readings", """{"seq":7,"uptime":4000}""");
        Assert.AreEqual(new SequenceStep(0, true), next.Step);
    }

    [TestMethod]
    public void A_node_that_boots_for_each_reading_and_counts_on_has_not_restarted()
    {
        Apply("devices/a/readings", """{"seq":3,"uptime":900}""");
        Observation next = Apply("devices/a/readings", """{"seq":4,"uptime":700}""");
        Assert.AreEqual(new SequenceStep(0, false), next.Step);
        Assert.AreEqual(0, Only.Sequence.Restarts);
    }

    [TestMethod]
    public void A_restart_after_one_reading_shows_by_the_uptime()
    {
        Apply("devices/a/readings", """{"seq":1,"uptime":9000}""");
        Assert.IsTrue(Apply("devices/a/readings", """{"seq":1,"uptime":1200}""").Step.Restarted);
    }

    [TestMethod]
    public void The_same_reading_again_is_neither_gap_nor_restart()
    {
        Apply("devices/a/readings", """{"seq":8,"uptime":9000}""");
        Assert.AreEqual(default, Apply("devices/a/readings", """{"seq":8,"uptime":9000}""").Step);
    }

    [TestMethod]
    public void Readings_without_seq_have_no_gaps()
    {
        Apply("devices/a/readings", """{"temperature":1}""");
        Assert.AreEqual(default, Apply("devices/a/readings", """{"temperature":2}""").Step);
    }

    [TestMethod]
    public void What_passed_while_nobody_watched_is_no_gap_but_a_restart_still_shows()
    {
        ApplySeq(5);
        _table.NoteInterruption();
        Assert.AreEqual(default, ApplySeq(50).Step);
        Assert.AreEqual(new SequenceStep(1, false), ApplySeq(52).Step);
        _table.NoteInterruption();
        Assert.AreEqual(new SequenceStep(0, true), ApplySeq(2).Step);
    }

    [TestMethod]
    public void A_device_is_missing_after_three_of_its_usual_intervals()
    {
        ApplySeq(1);
        _time.Advance(60);
        Assert.IsFalse(Only.IsMissing(_time.GetTimestamp()), "nothing is usual yet");
        ApplySeq(2);
        _time.Advance(180);
        Assert.IsFalse(Only.IsMissing(_time.GetTimestamp()));
        _time.Advance(1);
        Assert.IsTrue(Only.IsMissing(_time.GetTimestamp()));
    }

    [TestMethod]
    public void A_device_that_sends_each_quantity_by_itself_is_judged_by_its_rounds()
    {
        for (int minute = 0; minute < 20; minute++)
        {
            for (int topic = 0; topic < 6; topic++)
            {
                Apply($"porch/sensor/quantity{topic}/state", "20.5");
                _time.Advance(0.1);
            }

            _time.Advance(59.4);
            Assert.IsFalse(Only.IsMissing(_time.GetTimestamp()), $"minute {minute}");
        }

        Assert.AreEqual(TimeSpan.FromMinutes(1), Only.UsualInterval);
        _time.Advance(60);
        Assert.IsFalse(Only.IsMissing(_time.GetTimestamp()));
        _time.Advance(62);
        Assert.IsTrue(Only.IsMissing(_time.GetTimestamp()));
    }

    [TestMethod]
    [DataRow(20)]
    [DataRow(2)]
    public void Readings_that_were_held_back_and_come_in_a_burst_make_no_device_missing(int intervalSeconds)
    {
        int seq = 0;
        for (; seq < 16; seq++)
        {
            ApplyTaken(seq, heldBack: TimeSpan.Zero);
            _time.Advance(intervalSeconds);
        }

        _time.Advance(20 * intervalSeconds);
        for (int behind = 20; behind > 0; behind--, seq++)
        {
            ApplyTaken(seq, TimeSpan.FromSeconds(behind * intervalSeconds));
            _time.Advance(0.005);
        }

        _time.Advance(intervalSeconds * 2);
        Assert.IsFalse(Only.IsMissing(_time.GetTimestamp()));
        Assert.IsGreaterThanOrEqualTo(TimeSpan.FromSeconds(intervalSeconds), Only.UsualInterval!.Value);
        Assert.IsLessThan(TimeSpan.FromSeconds(intervalSeconds * 1.1), Only.UsualInterval.Value);
    }

    [TestMethod]
    public void A_device_that_began_with_two_readings_at_once_is_judged_by_its_longer_interval()
    {
        for (int i = 0; i < 3; i++)
        {
            Apply("porch/sensor/temperature/state", "20.5");
            _time.Advance(i == 0 ? 1 : 3_600);
        }

        Assert.AreEqual(TimeSpan.FromHours(1), Only.UsualInterval);
        Assert.IsFalse(Only.IsMissing(_time.GetTimestamp()));
    }

    [TestMethod]
    public void A_device_whose_clock_is_slow_has_a_rate()
    {
        for (int seq = 0; seq < 5; seq++)
        {
            ApplyTaken(seq, TimeSpan.FromHours(1));
            _time.Advance(10);
        }

        Assert.AreEqual(TimeSpan.FromSeconds(10), Only.UsualInterval);
    }

    [TestMethod]
    public void A_device_that_is_removed_makes_room_and_its_root_is_forgotten()
    {
        for (int i = 0; i < DeviceTable.DevicesMax - 1; i++)
        {
            Apply($"devices/d{i}/status", "online");
        }

        Apply("site/x/status", "online");
        DeviceState other = _table.Devices.Single(device => device.Root == "site");
        Assert.IsTrue(_table.HasSeveralRoots);

        _table.Remove(other);
        _table.Remove(other);

        Assert.IsFalse(_table.HasSeveralRoots);
        Apply("devices/new/status", "online");
        Assert.HasCount(DeviceTable.DevicesMax, _table.Devices);
        Assert.AreEqual(0, _table.MessagesBeyondLimit);
    }

    [TestMethod]
    public void The_rate_is_the_mean_of_the_last_intervals_and_falls_in_a_silence()
    {
        for (int seq = 1; seq <= 40; seq++)
        {
            ApplySeq(seq);
            _time.Advance(2);
        }

        Assert.AreEqual(TimeSpan.FromSeconds(2), Only.Interval(_time.GetTimestamp()));
        _time.Advance(98);
        Assert.AreEqual(TimeSpan.FromSeconds(130.0 / 16), Only.Interval(_time.GetTimestamp()));
        Assert.AreEqual(TimeSpan.FromSeconds(2), Only.UsualInterval);
    }

    [TestMethod]
    public void The_history_keeps_the_newest_temperatures_in_order()
    {
        for (int seq = 1; seq <= LastValues.CountMax + 3; seq++)
        {
            Apply("devices/a/readings", $$"""{"seq":{{seq}},"temperature":{{seq}}}""");
        }

        CollectionAssert.AreEqual(new[] { 65m, 66m, 67m }, Only.Temperatures.Last(3));
        Assert.HasCount(LastValues.CountMax, Only.Temperatures.Last(1_000));
        Assert.AreEqual(4m, Only.Temperatures.Last(1_000)[0]);
    }

    [TestMethod]
    public void Diagnostics_and_info_are_kept_and_an_empty_payload_clears_them()
    {
        Apply("devices/a/info", """{"firmware":"x"}""");
        Apply("devices/a/diagnostics", """{"lastError":"I2C","unknown":[1,2]}""");
        Assert.AreEqual("x", Only.Info.Single().Text);
        Assert.AreEqual("[1,2]", Only.Diagnostics[1].Text);
        Apply("devices/a/info", "");
        Assert.IsEmpty(Only.Info);
        Assert.AreEqual(0, Only.Unreadable);
    }

    [TestMethod]
    [DataRow("readings")]
    [DataRow("info")]
    [DataRow("diagnostics")]
    public void An_unreadable_payload_is_counted_and_changes_nothing(string kind)
    {
        Apply("devices/a/readings", """{"seq":1,"temperature":20}""");
        Observation bad = Apply($"devices/a/{kind}", "\u001b[2J");
        Assert.IsNotNull(bad.Problem);
        Assert.AreEqual(1, Only.Unreadable);
        Assert.AreEqual(20m, Only.LastReading!.Temperature);
    }

    [TestMethod]
    public void A_topic_of_no_device_is_counted_apart()
    {
        Observation other = Apply("weather/today", "sunny");
        Assert.AreEqual(MessageKind.Other, other.Kind);
        Assert.AreEqual(1, _table.OtherMessages);
        Assert.IsEmpty(_table.Devices);
    }

    [TestMethod]
    public void Devices_beyond_the_limit_are_counted_and_not_kept()
    {
        for (int i = 0; i < DeviceTable.DevicesMax + 5; i++)
        {
            Apply($"devices/{i}/status", "online");
        }

        Apply("devices/0/status", "offline");
        Assert.HasCount(DeviceTable.DevicesMax, _table.Devices);
        Assert.AreEqual(5, _table.MessagesBeyondLimit);
        Assert.AreEqual(DeviceStatus.Offline, _table.Devices.First().StatusKind);
    }

    [TestMethod]
    public void Devices_of_one_name_under_two_roots_are_told_apart()
    {
        Apply("devices/a/status", "online");
        Assert.AreEqual("a", _table.NameOf(Only));
        Apply("attic/a/status", "offline");
        Assert.AreEqual("attic/a devices/a", string.Join(' ', _table.Devices.Select(_table.NameOf)));
    }

    [TestMethod]
    public void A_hostile_device_id_is_safe_to_show()
    {
        Apply("devices/\u001b[31m[red]/status", "on\u0007line");
        Assert.AreEqual("\\u{1B}[31m[red]", Only.Name);
        Assert.AreEqual("on\\u{7}line", Only.Status);
    }

    private Observation Apply(string topic, string payload) => _table.Apply(Received.Text(topic, payload, _time));

    private void ApplyTaken(int seq, TimeSpan heldBack) => Apply(
        "devices/a/readings", $$"""{"seq":{{seq}},"time":{{(_time.GetUtcNow() - heldBack).ToUnixTimeMilliseconds()}}}""");

    private Observation ApplySeq(long seq) => Apply("devices/a/readings", $$"""{"seq":{{seq}}}""");
}
