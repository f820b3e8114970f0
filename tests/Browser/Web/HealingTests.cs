using Microsoft.Playwright;
using SensorNet.Browser.Tests.Web.Support;
using SensorNet.GatewayService.Tests.Scenarios;

namespace SensorNet.Browser.Tests.Web;

/// <summary>The page after something failed.</summary>
[TestClass]
public sealed class HealingTests
{
    private const string Values = "#devices tbody";

    [TestMethod]
    public async Task A_restart_of_the_process_is_said_and_the_page_comes_back_as_it_was()
    {
        await using WebHost host = await WebHost.StartAsync();
        host.Reading("kitchen", 1, 20.5);
        host.Reading("garden", 1, 5.5);
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.Page.FillAsync("#filter", "kit");
        await tab.WaitForAsync("() => location.search === '?q=kit'");

        await host.StopAsync();
        await tab.WaitForTextAsync("#connection", "The connection to the sensornet process is lost");
        await Assertions.Expect(tab.Page.Locator("#connection")).ToBeVisibleAsync();
        await host.StartAgainAsync();
        host.Reading("kitchen", 2, 31.5);
        await tab.WaitForTextAsync(Values, "31.5");
        await Assertions.Expect(tab.Page.Locator("#connection")).ToBeHiddenAsync();
        await tab.WaitForTextAsync("#shown", "1 of 2 shown");
    }

    [TestMethod]
    public async Task After_a_cut_of_the_network_the_same_page_goes_on()
    {
        await using WebHost host = await WebHost.StartAsync();
        using BrokerRelay network = new BrokerRelay(host.Port);
        host.Reading("kitchen", 1, 20.5);
        string name = $"localhost:{host.Port}";
        await using Tab tab = await Tab.OpenAsync($"http://{name}/", through: $"MAP {name} 127.0.0.1:{network.Port}");
        await tab.WaitForTextAsync(Values, "20.5");
        await tab.Page.EvaluateAsync("() => { window.isSame = true; window.lost = false; "
            + "new MutationObserver(() => window.lost = true).observe(document.getElementById('connection'), { attributes: true }); }");

        network.Cut();
        await tab.WaitForAsync("() => window.lost");
        host.Reading("kitchen", 2, 31.5);
        await tab.WaitForTextAsync(Values, "31.5");
        await Assertions.Expect(tab.Page.Locator("#connection")).ToBeHiddenAsync();
        Assert.IsTrue(await tab.Page.EvaluateAsync<bool>("() => window.isSame === true"));
        Assert.AreEqual(1, host.OpenTabs);
    }

    [TestMethod]
    public async Task What_is_the_matter_with_the_broker_is_said_until_it_is_over()
    {
        await using WebHost host = await WebHost.StartAsync();
        host.Reading("kitchen", 1, 20.5);
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForTextAsync("#broker-state", "connected");
        host.Live.NoteWaiting(wasConnected: true, "the broker closed the connection", TimeSpan.FromSeconds(30));
        await tab.WaitForTextAsync("#broker-problem", "No connection to the broker since");
        await tab.WaitForTextAsync("#broker-problem", "the broker closed the connection");
        await tab.WaitForTextAsync("#broker-problem", "Next attempt in");
        host.Live.NoteConnected(again: true);
        await tab.WaitForTextAsync("#broker-state", "connected");
        await Assertions.Expect(tab.Page.Locator("#broker-problem")).ToHaveCountAsync(0);
        tab.AssertClean();
    }

    [TestMethod]
    public async Task Of_two_tabs_one_is_closed_and_the_other_goes_on()
    {
        await using WebHost host = await WebHost.StartAsync();
        host.Reading("kitchen", 1, 20.5);
        await using Tab first = await Tab.OpenAsync(host.Address);
        Tab second = await first.OpenBesideAsync(host.Address + "?q=kit");
        await first.WaitForTextAsync(Values, "20.5");
        await second.WaitForTextAsync(Values, "20.5");
        Assert.AreEqual(2, host.OpenTabs);

        await second.Page.CloseAsync();
        await Wait.UntilAsync(() => host.OpenTabs == 1, "nothing is done for the closed tab any more");
        host.Reading("kitchen", 2, 31.5);
        await first.WaitForTextAsync(Values, "31.5");

        await first.Page.GotoAsync("about:blank");
        await Wait.UntilAsync(() => host.OpenTabs == 0, "nothing is done for the tab that was left");
    }

    [TestMethod]
    public async Task A_tab_that_comes_into_view_is_brought_up_to_date_at_once()
    {
        await using WebHost host = await WebHost.StartAsync(new TestClock(hasOwnTimers: true));
        host.Reading("kitchen", 1, 20.5);
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForChartsAsync(3);

        // The page's clock stands still: what is new comes with the tab.
        host.Reading("kitchen", 2, 31.5);
        await SetHiddenAsync(tab, true);
        await SetHiddenAsync(tab, false);
        await tab.WaitForTextAsync(Values, "31.5");
        tab.AssertClean();
    }

    [TestMethod]
    public async Task A_tab_that_came_into_view_while_the_network_was_cut_goes_on()
    {
        await using WebHost host = await WebHost.StartAsync();
        using BrokerRelay network = new BrokerRelay(host.Port);
        host.Reading("kitchen", 1, 20.5);
        string name = $"localhost:{host.Port}";
        await using Tab tab = await Tab.OpenAsync($"http://{name}/", through: $"MAP {name} 127.0.0.1:{network.Port}");
        await tab.WaitForChartsAsync(3);
        await SetHiddenAsync(tab, true);
        host.Reading("kitchen", 2, 25.5);

        // It is seen again at the moment when nothing can be said.
        await tab.Page.EvaluateAsync(
            """
            () => new MutationObserver((_, observer) => {
              observer.disconnect();
              Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
              document.dispatchEvent(new Event('visibilitychange'));
            }).observe(document.getElementById('connection'), { attributes: true })
            """);
        network.Cut();
        await tab.WaitForAsync("() => !document.hidden");
        host.Reading("kitchen", 3, 31.5);
        await tab.WaitForTextAsync(Values, "31.5");
        await tab.WaitForAsync("() => [...document.querySelectorAll('.figures td')].some(each => each.textContent === '31.5')");
        await Assertions.Expect(tab.Page.Locator("#connection")).ToBeHiddenAsync();
    }

    [TestMethod]
    public async Task A_tab_that_slept_shows_what_is_now()
    {
        await using WebHost host = await WebHost.StartAsync();
        host.Reading("kitchen", 1, 20.5);
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForChartsAsync(3);
        await using (FrozenTab sleep = await FrozenTab.FreezeAsync(tab.Page))
        {
            long messages = 0;
            for (int i = 2; i < 30; i++)
            {
                host.Clock.Advance(TimeSpan.FromMinutes(10));
                host.Live.Tick();
                host.Reading("kitchen", i, i);
                messages++;
            }

            // The circuit tries to tell it all the while.
            await Wait.UntilAsync(() => host.Live.Summary().Messages == messages + 1, "all are taken");
        }

        host.Reading("kitchen", 30, 31.5);
        await tab.WaitForTextAsync(Values, "31.5");
        await Assertions.Expect(tab.Page.Locator("#connection")).ToBeHiddenAsync();
    }

    private static Task SetHiddenAsync(Tab tab, bool isHidden) => tab.Page.EvaluateAsync(
        """
        (isHidden) => {
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """,
        isHidden);
}
