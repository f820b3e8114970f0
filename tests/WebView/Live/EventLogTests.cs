using SensorNet.WebView.Live;

namespace SensorNet.WebView.Tests.Live;

[TestClass]
public sealed class EventLogTests
{
    private readonly Fleet _fleet = new();

    [TestMethod]
    public void A_change_of_status_is_written_with_what_it_was()
    {
        _fleet.Status("a", "online", retained: true);
        _fleet.Status("a", "online");
        _fleet.Time.Advance(60);
        _fleet.Status("a", "offline");
        _fleet.Send("devices/a/status", "");

        CollectionAssert.AreEqual(new[] { "Status a: online -> offline", "Status a: offline -> " }, _fleet.Log());
        Assert.AreEqual(ManualTime.Start.AddSeconds(60), _fleet.Live.Log()[^1].Time);
        Assert.AreEqual(Fleet.Key("a"), _fleet.Live.Log()[^1].Device);
    }

    [TestMethod]
    public void A_status_that_is_new_and_not_kept_from_before_is_written()
    {
        _fleet.Status("a", "online");

        CollectionAssert.AreEqual(new[] { "Status a:  -> online" }, _fleet.Log());
    }

    [TestMethod]
    public void Restarts_and_gaps_are_written()
    {
        _fleet.Reading("a", 1, 1);
        _fleet.Reading("a", 4, 1);
        _fleet.Time.Advance(100);
        _fleet.Reading("a", 1, 1);

        CollectionAssert.AreEqual(new[] { "Gap a:  -> 2 readings did not arrive", "Restart a:  -> restarted" }, _fleet.Log());
    }

    [TestMethod]
    public void A_device_that_loses_readings_all_the_time_gets_a_line_a_minute()
    {
        for (int i = 0; i < 121; i++)
        {
            _fleet.Reading("a", i * 2, 1);
            _fleet.Time.Advance(1);
        }

        CollectionAssert.AreEqual(
            new[] { "Gap a:  -> 1 reading did not arrive", "Gap a:  -> 60 readings did not arrive" }, _fleet.Log());
        Assert.AreEqual(120, _fleet.Row("a").Missed);
    }

    [TestMethod]
    public void Devices_behind_one_that_went_are_written_too()
    {
        _fleet.Send("zigbee2mqtt/bridge/state", "{\"state\":\"online\"}", retained: true);
        _fleet.Send("zigbee2mqtt/plug/availability", "{\"state\":\"online\"}", retained: true);

        _fleet.Send("zigbee2mqtt/bridge/state", "{\"state\":\"offline\"}");

        CollectionAssert.AreEqual(new[] { "Status bridge: online -> offline", "Status plug: online -> offline" }, _fleet.Log());
    }

    [TestMethod]
    public void The_connection_is_written_and_attempts_that_fail_alike_once()
    {
        _fleet.Live.NoteWaiting(wasConnected: false, "refused", TimeSpan.FromSeconds(1));
        _fleet.Live.NoteWaiting(wasConnected: false, "refused", TimeSpan.FromSeconds(2));
        _fleet.Live.NoteConnected(again: false);
        _fleet.Live.NoteWaiting(wasConnected: true, "closed", TimeSpan.FromSeconds(1));
        _fleet.Live.NoteWaiting(wasConnected: false, "refused", TimeSpan.FromSeconds(1));
        _fleet.Live.NoteConnected(again: true);

        CollectionAssert.AreEqual(
            new[]
            {
                "Connection :  -> no connection to the broker (refused)",
                "Connection :  -> connected to the broker",
                "Connection :  -> connection to the broker lost (closed)",
                "Connection :  -> no connection to the broker (refused)",
                "Connection :  -> connected to the broker again",
            },
            _fleet.Log());
    }

    [TestMethod]
    public void The_connection_says_since_when_and_when_it_is_tried_again()
    {
        Assert.AreEqual(ConnectionKind.Connecting, _fleet.Live.Summary().Connection.Kind);
        _fleet.Live.NoteConnected(again: false);
        _fleet.Time.Advance(10);
        _fleet.Live.NoteWaiting(wasConnected: true, "closed", TimeSpan.FromSeconds(4));
        _fleet.Time.Advance(5);
        _fleet.Live.NoteWaiting(wasConnected: false, "refused", TimeSpan.FromSeconds(8));

        ConnectionInfo connection = _fleet.Live.Summary().Connection;

        Assert.AreEqual(
            new ConnectionInfo(ConnectionKind.Waiting, ManualTime.Start.AddSeconds(10), "refused", ManualTime.Start.AddSeconds(23)), connection);
    }

    [TestMethod]
    public void A_computer_that_slept_is_written_and_a_gap()
    {
        Minute(from: 1);
        _fleet.Time.SetClock(TimeSpan.FromHours(0.5));
        _fleet.Live.Tick();
        Minute(from: 61);

        CollectionAssert.AreEqual(new[] { "Clock :  -> this computer slept for 30 min, or its clock was set forward" }, _fleet.Log());
        Assert.HasCount(1, _fleet.LastHour("a").Where(bucket => bucket.IsAfterGap));
    }

    [TestMethod]
    public void A_sleep_in_which_timestamps_go_on_is_written_and_a_gap()
    {
        Minute(from: 1);
        _fleet.Time.Advance(1_800);
        _fleet.Live.Tick();
        Minute(from: 61);

        CollectionAssert.AreEqual(new[] { "Clock :  -> this computer slept for 30 min, or was too busy for this program" }, _fleet.Log());
        Assert.HasCount(1, _fleet.LastHour("a").Where(bucket => bucket.IsAfterGap));
    }

    [TestMethod]
    public void After_a_sleep_the_age_has_it_and_what_is_heard_first_is_new()
    {
        Minute(from: 1);
        _fleet.Reading("b", 1, 20);
        _fleet.Time.SetClock(TimeSpan.FromHours(8));
        _fleet.Reading("a", 61, 20);
        _fleet.Time.Advance(1);
        _fleet.Live.Tick();

        Assert.AreEqual(TimeSpan.FromSeconds(1), _fleet.Row("a").Age);
        Assert.AreEqual(TimeSpan.FromHours(8) + TimeSpan.FromSeconds(1), _fleet.Row("b").Age);
        Assert.IsFalse(_fleet.Row("b").IsMissing, "nobody listened while it was silent");
    }

    [TestMethod]
    public void A_device_that_goes_up_and_down_all_the_time_gets_some_lines_and_then_one_a_minute()
    {
        _fleet.Status("b", "online");
        for (int i = 0; i < 600; i++)
        {
            _fleet.Status("a", i % 2 == 0 ? "online" : "offline");
            _fleet.Time.Advance(1);
            _fleet.Live.Tick();
        }

        string[] lines = _fleet.Log();
        Assert.IsLessThanOrEqualTo(LineBudget.AtOnceMax + 11, lines.Length, string.Join('\n', lines));
        Assert.AreEqual("Status b:  -> online", lines[0]);
        Assert.AreEqual("Status a: offline -> online", lines[3]);
        StringAssert.Contains(lines[^1], " changes)");
    }

    [TestMethod]
    public void The_status_that_is_last_is_written_though_nothing_more_comes()
    {
        for (int i = 0; i < 10; i++)
        {
            _fleet.Status("a", i % 2 == 0 ? "online" : "offline");
        }

        for (int i = 0; i < 60; i++)
        {
            _fleet.Time.Advance(1);
            _fleet.Live.Tick();
        }

        Assert.AreEqual("Status a: offline -> offline (after 4 changes)", _fleet.Log()[^1]);
        Assert.HasCount(LineBudget.AtOnceMax + 1, _fleet.Log());
    }

    [TestMethod]
    public void A_device_that_restarts_all_the_time_gets_some_lines_and_then_one_a_minute()
    {
        for (int i = 0; i < 300; i++)
        {
            _fleet.Reading("a", i % 2 == 0 ? 1_000 : 1, 1);
            _fleet.Time.Advance(1);
            _fleet.Live.Tick();
        }

        string[] restarts = [.. _fleet.Log().Where(line => line.StartsWith("Restart", StringComparison.Ordinal))];
        Assert.IsLessThanOrEqualTo(LineBudget.AtOnceMax + 6, restarts.Length);
        StringAssert.Contains(restarts[^1], "restarted 30 times");
    }

    [TestMethod]
    public void A_clock_that_is_set_back_is_written()
    {
        Minute(from: 1);
        _fleet.Time.SetClock(TimeSpan.FromMinutes(-60));
        _fleet.Live.Tick();
        Minute(from: 61);

        CollectionAssert.AreEqual(new[] { "Clock :  -> the clock of this computer was set back by 60 min" }, _fleet.Log());
        Assert.HasCount(60, _fleet.LastHour("a"));
    }

    [TestMethod]
    public void The_oldest_lines_fall_out()
    {
        for (int i = 0; i < 1_100; i++)
        {
            _fleet.Status("a", i % 2 == 0 ? "online" : "offline");
            _fleet.Time.Advance(60);
        }

        Assert.HasCount(EventLog.EntriesMax, _fleet.Live.Log());
        Assert.AreEqual(1_100, _fleet.Live.Log()[0].Number);
    }

    private void Minute(int from)
    {
        for (int i = 0; i < 60; i++)
        {
            _fleet.Reading("a", from + i, 20);
            _fleet.Time.Advance(1);
            _fleet.Live.Tick();
        }
    }
}
