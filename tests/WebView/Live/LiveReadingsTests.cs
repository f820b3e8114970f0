using SensorNet.Readings.Devices;
using SensorNet.Readings.History;
using SensorNet.WebView.Live;
using SensorNet.WebView.Parts;

namespace SensorNet.WebView.Tests.Live;

[TestClass]
public sealed class LiveReadingsTests
{
    private readonly Fleet _fleet = new();

    [TestMethod]
    public void A_row_has_what_the_device_sent()
    {
        _fleet.Status("kitchen", "online");
        _fleet.Reading("kitchen", 1, 21.5);
        _fleet.Time.Advance(10);
        _fleet.Send("devices/kitchen/readings", "{\"seq\":4,\"temperature\":21.50,\"humidity\":45.1,\"co2\":420}");
        _fleet.Time.Advance(3);

        DeviceRow row = _fleet.Live.Rows().Single();

        Assert.AreEqual("kitchen", row.Name);
        Assert.AreEqual("SensorNet", row.System);
        Assert.AreEqual(DeviceStatus.Online, row.Status);
        Assert.AreEqual(TimeSpan.FromSeconds(3), row.Age);
        Assert.AreEqual(TimeSpan.FromSeconds(10), row.Interval);
        Assert.AreEqual(2, row.Missed);
        CollectionAssert.AreEqual(
            new[] { "temperature 21.50 °C", "humidity 45.1 %RH", "co2 420 " },
            row.Values.Select(value => $"{value.Name} {value.Text} {value.Unit}").ToArray());
    }

    [TestMethod]
    public void Rows_are_those_of_now_though_nothing_came()
    {
        _fleet.Reading("a", 1, 1);
        _fleet.Time.Advance(1);
        _fleet.Reading("a", 2, 1);
        Assert.IsFalse(_fleet.Row("a").IsMissing);
        long version = _fleet.Live.Version;

        _fleet.Time.Advance(4);

        Assert.IsTrue(_fleet.Row("a").IsMissing);
        Assert.AreEqual(version, _fleet.Live.Version);
        Assert.AreEqual(1, _fleet.Live.Summary().Missing);
    }

    [TestMethod]
    public void Names_from_the_network_are_made_safe()
    {
        _fleet.Send("devices/<b>\u202Ex\u0007/readings", "{\"temperature\":1,\"<script>\":2}");

        DeviceRow row = _fleet.Live.Rows().Single();

        Assert.AreEqual("<b>\\u{202E}x\\u{7}", row.Name);
        Assert.AreEqual("<script>", row.Values[1].Name);
    }

    [TestMethod]
    public void Details_have_info_and_diagnostics_with_units()
    {
        _fleet.Reading("a", 1, 1);
        _fleet.Send("devices/a/info", "{\"sensor\":\"BME280\",\"firmware\":\"1.2.3\"}");
        _fleet.Send("devices/a/diagnostics", "{\"uptime\":5000,\"rssi\":-61}");

        DeviceDetails details = _fleet.Live.Details(Fleet.Key("a"))!;

        CollectionAssert.AreEqual(new[] { "sensor=BME280", "firmware=1.2.3" }, details.Info.Select(each => $"{each.Name}={each.Text}").ToArray());
        CollectionAssert.AreEqual(
            new[] { "uptime=5000 ms", "rssi=-61 dBm" }, details.Diagnostics.Select(each => $"{each.Name}={each.Text}").ToArray());
        Assert.AreEqual(_fleet.Now, details.LastReadingUtc);
        CollectionAssert.AreEqual(new[] { Fleet.Temperature("a") }, details.Series.ToArray());
        Assert.IsNull(_fleet.Live.Details(Fleet.Key("b")));
    }

    [TestMethod]
    public void A_late_reading_is_put_at_its_own_time()
    {
        _fleet.Reading("a", 1, 20, _fleet.Now);
        DateTimeOffset taken = _fleet.Now.AddSeconds(60);
        _fleet.Time.Advance(600);
        _fleet.Reading("a", 2, 30, taken);

        CollectionAssert.AreEqual(
            new[] { ManualTime.Start.ToUnixTimeMilliseconds(), taken.ToUnixTimeMilliseconds() },
            _fleet.LastHour("a").Select(bucket => bucket.FromMs).ToArray());
    }

    [TestMethod]
    [DataRow("1970-01-01T00:10:00Z", DisplayName = "a clock that was never set")]
    [DataRow("2026-03-01T13:00:00Z", DisplayName = "a clock that is ahead")]
    public void A_clock_that_is_wrong_is_not_believed(string taken)
    {
        _fleet.Reading("a", 1, 20, DateTimeOffset.Parse(taken, System.Globalization.CultureInfo.InvariantCulture));

        Assert.AreEqual(_fleet.Now.ToUnixTimeMilliseconds(), _fleet.LastHour("a").Single().FromMs);
    }

    [TestMethod]
    public void What_the_broker_had_kept_is_at_its_own_time_or_not_in_the_history()
    {
        _fleet.Send("devices/a/readings", "{\"temperature\":1}", retained: true);
        Assert.IsEmpty(_fleet.LastHour("a"));

        DateTimeOffset taken = _fleet.Now.AddMinutes(-10);
        _fleet.Reading("b", 1, 20, taken, retained: true);
        _fleet.Reading("b", 1, 20, taken, retained: true);

        Assert.AreEqual(taken.ToUnixTimeMilliseconds(), _fleet.LastHour("b").Single().FromMs);
    }

    [TestMethod]
    public void A_lost_connection_is_a_gap_in_the_history()
    {
        _fleet.Live.NoteConnected(again: false);
        Send(from: 1, count: 20, every: 10);
        _fleet.Live.NoteWaiting(wasConnected: true, "closed by the broker", TimeSpan.FromSeconds(1));
        _fleet.Time.Advance(8);
        _fleet.Live.NoteConnected(again: true);
        Send(from: 21, count: 20, every: 10);

        Assert.HasCount(1, _fleet.LastHour("a").Where(bucket => bucket.IsAfterGap));
    }

    [TestMethod]
    public void A_quantity_whose_unit_changes_begins_anew()
    {
        _fleet.Send("homie/tank/water/level/$unit", "m");
        _fleet.Send("homie/tank/water/level", "1.5");
        _fleet.Time.Advance(10);
        _fleet.Send("homie/tank/water/level/$unit", "cm");
        _fleet.Send("homie/tank/water/level", "150");

        QuantityGroup group = _fleet.Live.Quantities().Single();
        IReadOnlyList<Bucket> values =
            _fleet.Live.Slice(new SeriesKey(group.Devices[0], group.Quantity), _fleet.Now.AddHours(-1), _fleet.Now.AddSeconds(1), 100).Buckets;

        Assert.AreEqual("cm", group.Unit);
        Assert.AreEqual(150, values.Single().Mean);
        Assert.AreEqual(1, _fleet.Live.Summary().Series);
    }

    [TestMethod]
    public void A_change_of_the_unit_is_logged()
    {
        A_quantity_whose_unit_changes_begins_anew();

        Assert.IsTrue(_fleet.Log().Any(line => line.EndsWith("tank: the unit of level changed from m to cm: its history begins anew")));
    }

    [TestMethod]
    public void An_old_message_with_another_unit_ends_no_history()
    {
        Sensor(_fleet.Now, "C");
        _fleet.Time.Advance(10);
        Sensor(_fleet.Now.AddHours(-30), "F");

        QuantityGroup group = _fleet.Live.Quantities().Single();

        Assert.AreEqual("°C", group.Unit);
        Assert.AreEqual(1, _fleet.Live.Summary().ValuesTooOld);

        void Sensor(DateTimeOffset taken, string unit) => _fleet.Send(
            "tele/a/SENSOR", $"{{\"Time\":\"{taken:yyyy-MM-ddTHH:mm:ssZ}\",\"SHT3X\":{{\"DewPoint\":9.5}},\"TempUnit\":\"{unit}\"}}");
    }

    [TestMethod]
    public void Quantities_beyond_the_limit_of_a_device_are_counted_and_said()
    {
        for (int i = 0; i < DeviceState.ValuesMax + 2; i++)
        {
            _fleet.Send("devices/a/readings", $"{{\"q{i}\":{i}}}");
        }

        Assert.AreEqual(2, _fleet.Live.Summary().ValuesBeyondLimit);
        Assert.Contains("2 values are of quantities beyond the first 64 of a device, which are not kept", BoundTexts.Of(_fleet.Live.Summary()));
    }

    [TestMethod]
    public void Quantities_of_one_unit_are_a_group_with_the_common_ones_first()
    {
        _fleet.Send("devices/b/readings", "{\"co2\":400,\"pressure\":1000,\"temperature\":1}");
        _fleet.Send("devices/a/readings", "{\"temperature\":1,\"battery\":3}");

        string[] groups =
        [
            .. _fleet.Live.Quantities().Select(group => $"{group.Name} {group.Unit}: {string.Join(' ', group.Devices.Select(device => device.Id))}"),
        ];

        CollectionAssert.AreEqual(new[] { "temperature °C: a b", "pressure hPa: b", "battery : a", "co2 : b" }, groups);
    }

    [TestMethod]
    public void A_device_that_was_silent_for_a_day_goes_with_its_history()
    {
        _fleet.Reading("gone", 1, 1);
        for (int hour = 0; hour < 25; hour++)
        {
            _fleet.Time.Advance(3_600);
            _fleet.Reading("here", hour, 1);
            _fleet.Live.Tick();
        }

        CollectionAssert.AreEqual(new[] { "here" }, _fleet.Live.Rows().Select(row => row.Name).ToArray());
        Assert.AreEqual(1, _fleet.Live.Summary().Series);
        Assert.IsEmpty(_fleet.Live.Slice(Fleet.Temperature("gone"), _fleet.Now.AddDays(-2), _fleet.Now, 100).Buckets);
    }

    [TestMethod]
    public void A_series_beyond_the_bound_is_counted_and_logged_once_and_gets_room_that_becomes_free()
    {
        Fleet fleet = new Fleet(new HistoryBudget(seriesMax: 2));
        fleet.Send("devices/a/readings", "{\"temperature\":1,\"humidity\":2,\"pressure\":3,\"co2\":4}");
        fleet.Send("devices/b/readings", "{\"temperature\":1}");

        Assert.AreEqual(2, fleet.Live.Summary().Series);
        Assert.AreEqual(3, fleet.Live.Summary().SeriesBeyondLimit);
        Assert.HasCount(1, fleet.Live.Log().Where(entry => entry.Kind == LogKind.Bound));
        for (int hour = 0; hour < 26; hour++)
        {
            fleet.Time.Advance(3_600);
            fleet.Live.Tick();
            fleet.Reading("b", hour, 1);
        }

        Assert.AreEqual(0, fleet.Live.Summary().SeriesBeyondLimit);
        Assert.IsNotEmpty(fleet.LastHour("b"));
    }

    [TestMethod]
    public void A_device_beyond_the_bound_is_counted_and_logged_once()
    {
        for (int i = 0; i < DeviceTable.DevicesMax + 5; i++)
        {
            _fleet.Status($"d{i}", "online", retained: true);
        }

        LiveSummary summary = _fleet.Live.Summary();
        Assert.AreEqual(DeviceTable.DevicesMax, summary.Devices);
        Assert.AreEqual(5, summary.MessagesBeyondLimit);
        Assert.HasCount(1, _fleet.Live.Log());
    }

    [TestMethod]
    public void Values_that_are_older_than_a_day_are_counted()
    {
        _fleet.Reading("a", 1, 20, _fleet.Now.AddHours(-25));

        Assert.AreEqual(1, _fleet.Live.Summary().ValuesTooOld);
        Assert.AreEqual("20", _fleet.Row("a").Values[0].Text);
    }

    [TestMethod]
    public void Every_change_gives_another_version()
    {
        HashSet<long> versions = [_fleet.Live.Version];
        _fleet.Reading("a", 1, 1);
        Assert.IsTrue(versions.Add(_fleet.Live.Version));
        _fleet.Live.NoteConnected(again: false);
        Assert.IsTrue(versions.Add(_fleet.Live.Version));
        _fleet.Live.NoteWaiting(wasConnected: true, "lost", TimeSpan.FromSeconds(1));
        Assert.IsTrue(versions.Add(_fleet.Live.Version));
        _fleet.Send("other", "x");
        Assert.IsTrue(versions.Add(_fleet.Live.Version));
    }

    [TestMethod]
    public async Task Pages_may_read_while_messages_come()
    {
        using CancellationTokenSource done = new CancellationTokenSource();
        Task[] pages = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() => Read(done.Token)))];
        for (int i = 0; i < 20_000; i++)
        {
            _fleet.Reading($"d{i % 100}", i / 100, i % 7);
            if (i % 10 == 0)
            {
                _fleet.Time.Advance(0.1);
            }
        }

        await done.CancelAsync();
        await Task.WhenAll(pages);
        Assert.AreEqual(20_000, _fleet.Live.Summary().Messages);
    }

    private void Read(CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            foreach (DeviceRow row in _fleet.Live.Rows())
            {
                Assert.HasCount(1, row.Values);
                _ = _fleet.Live.Slice(new SeriesKey(row.Key, "temperature"), _fleet.Now.AddHours(-1), _fleet.Now, 100);
            }

            _ = _fleet.Live.Summary();
            _ = _fleet.Live.Quantities();
        }
    }

    private void Send(int from, int count, double every)
    {
        for (int i = 0; i < count; i++)
        {
            _fleet.Reading("a", from + i, 20);
            _fleet.Time.Advance(every);
        }
    }
}
