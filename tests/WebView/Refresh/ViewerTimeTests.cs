using SensorNet.Readings.Wording;
using SensorNet.WebView.Charts;
using SensorNet.WebView.Refresh;

namespace SensorNet.WebView.Tests.Refresh;

[TestClass]
public sealed class ViewerTimeTests
{
    private readonly Fleet _fleet = new();
    private readonly ViewerTime _time;

    public ViewerTimeTests()
    {
        _time = new ViewerTime(_fleet.Live);
    }

    [TestMethod]
    public void Until_the_browser_has_said_its_zone_it_is_the_one_of_this_computer()
    {
        Assert.AreEqual(TimeZoneInfo.Utc, _time.LocalTimeZone);
        Assert.AreEqual(_fleet.Now, _time.GetUtcNow());
        Assert.IsFalse(_time.SetZone("UTC", 0));
    }

    [TestMethod]
    public void The_stretch_in_view_is_said_in_the_browsers_zone()
    {
        Assert.IsTrue(_time.SetZone("Asia/Kolkata", 330));
        Assert.IsFalse(_time.SetZone("Asia/Kolkata", 330));
        TimeWindow window = new TimeWindow(600_000, _fleet.Now.ToUnixTimeMilliseconds());
        Assert.AreEqual("17:20:01 to 17:30:01, 10 min", WindowText.Of(window, _time));
    }

    [TestMethod]
    [DataRow("Nowhere/At_All")]
    [DataRow("../../etc/passwd")]
    [DataRow("/etc/passwd")]
    [DataRow("a\0b")]
    [DataRow("")]
    [DataRow(null)]
    public void Of_a_zone_that_is_not_known_here_the_distance_from_utc_is_taken(string? name)
    {
        Assert.IsTrue(_time.SetZone(name, -90));
        Assert.AreEqual("10:30:01", ClockText.Format(_fleet.Now, _time.LocalTimeZone, ClockText.DayOf(_fleet.Now, _time.LocalTimeZone)));
        Assert.IsFalse(_time.SetZone(name, -90));
        Assert.IsTrue(_time.SetZone(name, 0));
    }

    [TestMethod]
    [DataRow(841)]
    [DataRow(int.MinValue)]
    [DataRow(int.MaxValue)]
    public void A_zone_that_makes_no_sense_changes_nothing(int offsetMinutes)
    {
        Assert.IsFalse(_time.SetZone(new string('x', 100_000), offsetMinutes));
        Assert.AreEqual(TimeZoneInfo.Utc, _time.LocalTimeZone);
    }

    [TestMethod]
    public void The_times_in_notes_are_of_the_zone_that_they_are_read_for()
    {
        _fleet.Reading("a", 1, 20, _fleet.Now.AddMinutes(-10));
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(2), "east", "east");
        StringAssert.Contains(_fleet.Live.Rows()[0].Notes, "taken 11:50:01");
        StringAssert.Contains(_fleet.Live.Rows(zone)[0].Notes, "taken 13:50:01");
        StringAssert.Contains(_fleet.Live.Details(Fleet.Key("a"), zone)!.Row.Notes, "taken 13:50:01");
    }
}
