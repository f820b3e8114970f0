using SensorNet.Cli.Tests.Support;
using SensorNet.Readings.Devices;
using SensorNet.WebView.Live;
using SensorNet.WebView.Refresh;

namespace SensorNet.WebView.Tests.Refresh;

[TestClass]
public sealed class PageClockTests
{
    private readonly TimerTime _time = new();
    private readonly OpenPages _open = new();

    [TestMethod]
    public void A_tab_that_is_hidden_is_not_brought_up_to_date_and_at_once_when_it_is_seen_again()
    {
        using PageClock clock = Start();
        int ticks = 0;
        clock.Ticked += () => ticks++;
        _time.Fire(PageClock.Period);
        Assert.AreEqual(1, ticks);

        clock.SetSeen(false);
        _time.Fire(PageClock.Period);
        Assert.AreEqual(1, ticks);

        clock.SetSeen(true);
        Assert.AreEqual(2, ticks);
        clock.SetSeen(true);
        Assert.AreEqual(2, ticks);
    }

    [TestMethod]
    public void A_tab_that_is_gone_is_counted_no_more()
    {
        PageClock first = Start();
        PageClock second = Start();
        Assert.AreEqual(2, _open.Count);
        first.Dispose();
        first.Dispose();
        Assert.AreEqual(1, _open.Count);
        second.Dispose();
        Assert.AreEqual(0, _open.Count);
    }

    private PageClock Start() => new(new LiveReadings(new DeviceTable(_time), _time), _open);
}
