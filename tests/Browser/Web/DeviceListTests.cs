using Microsoft.Playwright;
using SensorNet.Browser.Tests.Web.Support;

namespace SensorNet.Browser.Tests.Web;

/// <summary>The list of devices.</summary>
[TestClass]
public sealed class DeviceListTests
{
    private const string Rows = "#devices tbody tr:has(a)";

    [TestMethod]
    public async Task What_is_seen_is_in_the_address_and_comes_back_with_a_reload()
    {
        await using WebHost host = await WebHost.StartAsync();
        Sample.Fill(host, hours: 1, everySeconds: 60);
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await Assertions.Expect(tab.Page.Locator(Rows)).ToHaveCountAsync(7);

        await tab.Page.Locator("#filter").PressSequentiallyAsync("devices o");
        await tab.Page.SelectOptionAsync("#status-filter", "online");
        await tab.Page.CheckAsync("#trouble-first");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "1 h", Exact = true }).ClickAsync();
        await tab.Page.GetByLabel("devices/attic in the charts").UncheckAsync();
        await tab.WaitForTextAsync("#shown", "5 of 7 shown");
        await tab.WaitForAsync(
            "() => location.search.includes('q=devices') && location.search.includes('span=3600') && !location.search.includes('attic')");

        await tab.Page.ReloadAsync();
        await tab.WaitForTextAsync("#shown", "5 of 7 shown");
        await Assertions.Expect(tab.Page.Locator("#filter")).ToHaveValueAsync("devices o");
        await Assertions.Expect(tab.Page.Locator("#status-filter")).ToHaveValueAsync("online");
        await Assertions.Expect(tab.Page.Locator("#trouble-first")).ToBeCheckedAsync();
        await Assertions.Expect(tab.Page.GetByLabel("devices/attic in the charts")).Not.ToBeCheckedAsync();
        await Assertions.Expect(tab.Page.GetByLabel("devices/cellar in the charts")).ToBeCheckedAsync();
        ILocator hour = tab.Page.GetByRole(AriaRole.Button, new() { Name = "1 h", Exact = true });
        await Assertions.Expect(hour).ToHaveAttributeAsync("aria-pressed", "true");
        tab.AssertClean();
    }

    [TestMethod]
    public async Task Devices_in_trouble_come_first_if_wanted()
    {
        await using WebHost host = await WebHost.StartAsync();
        Sample.Fill(host, hours: 1, everySeconds: 60);
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await Assertions.Expect(tab.Page.Locator(Rows).First).ToContainTextAsync("attic");
        await tab.Page.CheckAsync("#trouble-first");
        await Assertions.Expect(tab.Page.Locator(Rows).First).ToContainTextAsync("workshop");
        await Assertions.Expect(tab.Page.Locator(Rows).First).ToContainTextAsync("offline");
    }

    [TestMethod]
    public async Task A_status_and_a_value_change_without_anybody_doing_anything()
    {
        await using WebHost host = await WebHost.StartAsync();
        host.Status("kitchen", "online");
        host.Reading("kitchen", 1, 20.25);
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForTextAsync(Rows, "20.25");
        await tab.WaitForTextAsync(Rows, "online");
        await tab.WaitForTextAsync("#online", "1 of 1 online");

        host.Reading("kitchen", 2, 31.75);
        host.Status("kitchen", "offline");
        await tab.WaitForTextAsync(Rows, "31.75");
        await tab.WaitForTextAsync(Rows, "offline");
        await tab.WaitForTextAsync("#trouble", "1 offline");

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Log" }).ClickAsync();
        await tab.WaitForTextAsync(".log tbody tr", "online → offline");
        tab.AssertClean();
    }

    [TestMethod]
    public async Task The_link_to_all_devices_takes_the_filter_away_and_back_brings_it_again()
    {
        await using WebHost host = await WebHost.StartAsync();
        host.Reading("kitchen", 1, 20);
        host.Reading("garden", 1, 10);
        await using Tab tab = await Tab.OpenAsync(host.Address + "?q=kit");
        await tab.WaitForTextAsync("#shown", "1 of 2 shown");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Devices", Exact = true }).ClickAsync();
        await tab.WaitForTextAsync("#shown", "2 of 2 shown");
        await Assertions.Expect(tab.Page.Locator("#filter")).ToHaveValueAsync("");
        await tab.Page.GoBackAsync();
        await tab.WaitForTextAsync("#shown", "1 of 2 shown");
        await Assertions.Expect(tab.Page.Locator("#filter")).ToHaveValueAsync("kit");
        tab.AssertClean();
    }

    [TestMethod]
    public async Task Times_are_those_of_the_browsers_zone()
    {
        await using WebHost host = await WebHost.StartAsync();
        host.Reading("kitchen", 1, 20);
        host.Status("kitchen", "online");
        long endMs = host.Clock.GetUtcNow().AddHours(-2).ToUnixTimeMilliseconds();
        await using Tab tab = await Tab.OpenAsync($"{host.Address}device?d=devices%23kitchen&span=3600&end={endMs}", zone: "Asia/Kolkata");
        await tab.WaitForTextAsync("#window-text", "14:30:");
        await tab.WaitForTextAsync("#window-text", "15:30:");
        host.Status("kitchen", "offline");
        await tab.WaitForTextAsync(".log tbody tr .time", "17:30:");
        await tab.WaitForTextAsync(".facts", "17:30:");
        tab.AssertClean();
    }

    [TestMethod]
    public async Task The_ninth_device_has_no_room_in_the_charts()
    {
        await using WebHost host = await WebHost.StartAsync();
        for (int i = 0; i < 9; i++)
        {
            host.Reading($"node-{i}", 1, 20 + i);
        }

        await using Tab tab = await Tab.OpenAsync(host.Address);
        for (int i = 5; i < 8; i++)
        {
            await tab.Page.GetByLabel($"node-{i} in the charts").CheckAsync();
        }

        await Assertions.Expect(tab.Page.GetByLabel("node-8 in the charts")).ToBeDisabledAsync();
        await tab.Page.GetByLabel("node-0 in the charts").UncheckAsync();
        await Assertions.Expect(tab.Page.GetByLabel("node-8 in the charts")).ToBeEnabledAsync();
    }

    [TestMethod]
    public async Task A_devices_own_page_has_its_info_its_diagnostics_and_its_log()
    {
        await using WebHost host = await WebHost.StartAsync();
        Sample.Fill(host, hours: 1, everySeconds: 60);
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "devices/workshop" }).ClickAsync();
        await tab.WaitForTextAsync("h1", "devices/workshop");
        await tab.WaitForTextAsync("#device-status", "offline");
        await tab.WaitForTextAsync("main", "BME280");
        await tab.WaitForTextAsync("main", "98304 B");
        await tab.WaitForTextAsync(".log tbody tr", "online → offline");
        await tab.WaitForChartsAsync(3);

        await tab.Page.GotoAsync(host.Address + "device?d=devices%23nobody");
        await tab.WaitForTextAsync("h1", "This device is not known");
        tab.AssertClean();
    }
}
