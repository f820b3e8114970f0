using SensorNet.Readings.Devices;
using SensorNet.WebView.Charts;
using SensorNet.WebView.Live;
using SensorNet.WebView.Pages;

namespace SensorNet.WebView.Tests.Pages;

[TestClass]
public sealed class HomeAddressTests
{
    private const long NowMs = 1_772_366_400_000;

    [TestMethod]
    public void What_is_seen_comes_back_from_its_address()
    {
        HomeView view = new HomeView
        {
            Filter = new RowFilter { Text = "a&b=c #? +%20<i>\u00FC", Status = DeviceStatus.Offline, System = "Zigbee2MQTT" },
            Order = new RowOrder(RowSort.Missed, IsReversed: true, TroubleFirst: true),
            Chosen = [new DeviceKey("devices", "kitchen"), new DeviceKey("a/b", "x#y&z=1"), new DeviceKey("", "\"<b>\"")],
            Window = new TimeWindow(7_200_000, NowMs - 36_000_000),
        };
        HomeView again = Read(HomeAddress.Of(view));
        Assert.AreEqual(view.Filter, again.Filter);
        Assert.AreEqual(view.Order, again.Order);
        Assert.AreSequenceEqual(view.Chosen, again.Chosen!);
        Assert.AreEqual(view.Window, again.Window);
    }

    [TestMethod]
    public void The_usual_view_has_a_bare_address()
    {
        Assert.AreEqual("/", HomeAddress.Of(new HomeView()));
        Assert.IsNull(Read("/").Chosen);
        Assert.AreEqual(TimeWindow.Usual, Read("/").Window);
    }

    [TestMethod]
    public void That_no_device_is_chosen_is_kept() => Assert.IsEmpty(Read(HomeAddress.Of(new HomeView { Chosen = [] })).Chosen!);

    [TestMethod]
    public void More_devices_than_a_chart_has_room_for_are_left_out()
    {
        string address = "/?" + string.Join('&', Enumerable.Range(0, 100).Select(i => $"d=devices%23node-{i}"));
        Assert.HasCount(ChartSource.DevicesMax, Read(address).Chosen!);
    }

    [TestMethod]
    public async Task The_longest_address_that_the_page_writes_is_one_that_the_server_takes()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        HomeView view = new HomeView
        {
            Filter = new RowFilter { Text = new string('\u6E29', 200), Status = DeviceStatus.Offline, System = "Zigbee2MQTT" },
            Order = new RowOrder(RowSort.Missed, IsReversed: true, TroubleFirst: true),
            Chosen = [.. Enumerable.Range(0, ChartSource.DevicesMax).Select(i => new DeviceKey("\u5BB6", new string('\u6E29', 254) + i))],
            Window = new TimeWindow(7_200_000, NowMs - 36_000_000),
        };
        string address = HomeAddress.Of(view);
        Assert.IsGreaterThan(18 * 1024, address.Length);
        Assert.AreEqual(200, (await WebClient.GetAsync(server.Port, address)).Status);
    }

    [TestMethod]
    [DataRow("/?span=-5&end=99999999999999999999")]
    [DataRow("/?span=0&end=0")]
    [DataRow("/?span=9999999999999999&end=9223372036854775807")]
    [DataRow("/?span=1.5&end=abc")]
    [DataRow("/?span=&end=&d=%00&sort=7&status=nothing&trouble=yes&q=%FF")]
    public void A_stretch_that_makes_no_sense_is_one_that_does(string address)
    {
        HomeView view = Read(address);
        Assert.IsInRange(TimeWindow.SpanMsMin, TimeWindow.SpanMsMax, view.Window.SpanMs);
        Assert.IsGreaterThanOrEqualTo(NowMs - TimeWindow.SpanMsMax, view.Window.FromMs(NowMs));
        Assert.IsLessThanOrEqualTo(NowMs, view.Window.ToMs(NowMs));
        Assert.AreEqual(RowSort.Name, view.Order.Sort);
    }

    private static HomeView Read(string address) => HomeAddress.Read("http://localhost" + address, NowMs);
}
