using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SensorNet.Browser.Tests.Web.Support;

namespace SensorNet.Browser.Tests.Web;

/// <summary>The page for those who do not see it, have no mouse, or have a phone.</summary>
[TestClass]
public sealed class AccessibilityTests
{
    private static readonly string[] Views = ["", "device?d=devices%23kitchen", "log", "device?d=nobody", "not-found"];

    [TestMethod]
    [DataRow(ColorScheme.Light, 1280)]
    [DataRow(ColorScheme.Dark, 1280)]
    [DataRow(ColorScheme.Light, 360)]
    public async Task Axe_finds_no_violation_in_any_view(ColorScheme scheme, int width)
    {
        await using WebHost host = await WebHost.StartAsync();
        Sample.Fill(host, hours: 1, everySeconds: 60);
        host.Live.NoteWaiting(wasConnected: true, "the broker does not answer", TimeSpan.FromSeconds(5));
        foreach (string view in Views)
        {
            await using Tab tab = await Tab.OpenAsync(host.Address + view, width, 800, scheme);
            await tab.WaitForAsync("() => document.querySelector('main h1') && document.title.includes('SensorNet')");
            if (view is "" || view.EndsWith("kitchen", StringComparison.Ordinal))
            {
                await tab.WaitForChartsAsync();
            }

            AxeResult found = await tab.Page.RunAxe();
            Assert.IsEmpty(found.Violations, $"/{view}:\n" + string.Join('\n', found.Violations.SelectMany(
                violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}"))));
        }
    }

    [TestMethod]
    public async Task On_a_phone_the_page_does_not_move_sideways()
    {
        await using WebHost host = await WebHost.StartAsync();
        Sample.Fill(host, hours: 1, everySeconds: 60);
        host.Reading(new string('n', 120), 1, 20);
        foreach (string view in Views)
        {
            await using Tab tab = await Tab.OpenAsync(host.Address + view, 360, 740);
            await tab.WaitForAsync("() => document.querySelector('main h1')");
            if (view is "")
            {
                await tab.WaitForChartsAsync();
            }

            int width = await tab.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            Assert.AreEqual(360, width, $"/{view} is {width} pixels wide");
        }
    }

    [TestMethod]
    public async Task The_keyboard_reaches_everything_and_is_seen_there()
    {
        await using WebHost host = await WebHost.StartAsync();
        host.Status("kitchen", "online");
        host.Reading("kitchen", 1, 20.5);
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForChartsAsync();
        List<string> reached = [];
        for (int i = 0; i < 40 && !reached.Contains("Zoom in"); i++)
        {
            await tab.Page.Keyboard.PressAsync("Tab");
            reached.Add(await tab.Page.EvaluateAsync<string>(
                """
                () => {
                  const at = document.activeElement;
                  const outline = getComputedStyle(at).outlineWidth;
                  if (parseFloat(outline) < 2) { return 'no outline: ' + at.outerHTML; }
                  return at.ariaLabel || at.id || at.textContent.trim();
                }
                """));
        }

        string all = string.Join(" | ", reached);
        string[] wanted =
        [
            "Skip to the content", "SensorNet", "theme", "Devices", "Log", "filter", "status-filter", "system-filter", "trouble-first", "Devices",
            "Device▲", "Status", "Age", "kitchen in the charts", "kitchen", "15 min", "24 h", "Zoom in",
        ];
        int from = -1;
        foreach (string name in wanted)
        {
            from = reached.FindIndex(from + 1, each => each == name);
            Assert.IsGreaterThanOrEqualTo(0, from, $"{name} is not reached in its turn: {all}");
        }

        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.WaitForTextAsync("#window-text", "the last 7 min");
        await tab.Page.GetByLabel("kitchen in the charts").FocusAsync();
        await tab.Page.Keyboard.PressAsync("Space");
        await tab.WaitForTextAsync("#no-charts", "No device is chosen");
    }

    [TestMethod]
    public async Task The_link_to_the_content_stays_on_the_page_that_is_open()
    {
        await using WebHost host = await WebHost.StartAsync();
        host.Reading("kitchen", 1, 20.5);
        await using Tab tab = await Tab.OpenAsync(host.Address + "device?d=devices%23kitchen");
        await tab.WaitForTextAsync("h1", "kitchen");
        await tab.Page.Keyboard.PressAsync("Tab");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.WaitForAsync("() => document.activeElement.id === 'content'");
        await tab.WaitForChartsAsync(3);
        Assert.AreEqual(host.Address + "device?d=devices%23kitchen", tab.Page.Url);
        await tab.WaitForTextAsync("h1", "kitchen");
        tab.AssertClean();
    }

    [TestMethod]
    public async Task The_theme_that_was_chosen_is_kept()
    {
        await using WebHost host = await WebHost.StartAsync();
        Sample.Fill(host, hours: 1, everySeconds: 60);
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForChartsAsync();
        string light = await tab.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        await tab.Page.SelectOptionAsync("#theme", "dark");
        await tab.Page.ReloadAsync();
        await tab.WaitForChartsAsync();
        Assert.AreNotEqual(light, await tab.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.AreEqual("dark", await tab.Page.InputValueAsync("#theme"));
        tab.AssertClean();
    }
}
