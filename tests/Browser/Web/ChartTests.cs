using Microsoft.Playwright;
using SensorNet.Browser.Tests.Web.Support;

namespace SensorNet.Browser.Tests.Web;

/// <summary>Time in the charts.</summary>
[TestClass]
public sealed class ChartTests
{
    private const int TurnsMax = 40;

    /// <summary>The points of a line of the first chart that are in view: [time, value or null].</summary>
    private const string Line =
        """
        (id) => {
          const option = echarts.getInstanceByDom(document.querySelector('.canvas')).getOption();
          const zoom = option.dataZoom[0];
          const series = option.series.find(each => each.id === id);
          return (series?.data ?? []).map(each => each.value ?? each).filter(each => each[0] >= zoom.startValue && each[0] <= zoom.endValue)
            .map(each => [each[0], each[1] ?? null]);
        }
        """;

    /// <summary>The upper edge of the first band: [time, largest value].</summary>
    private const string Top =
        $"() => {{ const low = ({Line})('low-0'); return ({Line})('high-0').map((each, i) => [each[0], each[1] + low[i][1]]); }}";

    [TestMethod]
    public async Task A_spike_is_seen_at_every_zoom()
    {
        await using WebHost host = await WebHost.StartAsync();
        Sample.Fill(host, hours: 20, everySeconds: 30);
        await using Tab tab = await Tab.OpenAsync(host.Address + "?d=devices%23kitchen&span=86400");
        await tab.WaitForChartsAsync(3);
        double spikeMs = await tab.Page.EvaluateAsync<double>($"() => ({Top})().find(each => Math.abs(each[1] - 61.5) < 0.01)[0]");
        await tab.WaitForTextAsync(".figures tbody tr", "61.5");

        // The wheel over the place where it is, with Ctrl, until nothing is left but seconds.
        const string close = "() => +new URLSearchParams(location.search).get('span') < 3600";
        for (int i = 0; i < TurnsMax && !await tab.Page.EvaluateAsync<bool>(close); i++)
        {
            await WheelAtAsync(tab, spikeMs);
        }

        await tab.WaitForAsync(close);
        await tab.WaitForTextAsync(".figures tbody tr", "61.5");
        await tab.WaitForAsync($"() => ({Top})().some(each => Math.abs(each[1] - 61.5) < 0.01)");
        tab.AssertClean();
    }

    [TestMethod]
    public async Task An_outage_is_a_gap_and_late_readings_fill_it_where_they_belong()
    {
        await using WebHost host = await WebHost.StartAsync();
        long seq = 0;
        for (int i = 0; i < 20; i++, host.Clock.Advance(TimeSpan.FromSeconds(10)))
        {
            host.Reading("kitchen", ++seq, 20);
        }

        DateTimeOffset outage = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        for (int i = 0; i < 20; i++, host.Clock.Advance(TimeSpan.FromSeconds(10)))
        {
            host.Reading("kitchen", seq + 30 + i, 22);
        }

        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForChartsAsync();
        await tab.WaitForAsync($"() => ({Line})('mean-0').filter(each => each[1] === null).length === 1");

        for (int i = 0; i < 30; i++)
        {
            host.ReadingOf(outage.AddSeconds(i * 10), "kitchen", ++seq, 35);
        }

        await tab.WaitForAsync($"() => ({Line})('mean-0').every(each => each[1] !== null)");
        double?[][] line = await tab.Page.EvaluateAsync<double?[][]>(Line, "mean-0");
        double from = outage.ToUnixTimeMilliseconds();
        Assert.AreEqual(30, line.Count(point => point[1] == 35 && point[0] >= from && point[0] < from + 300_000));
        Assert.IsTrue(line.Where(point => point[0] < from).All(point => point[1] == 20));
    }

    [TestMethod]
    public async Task The_buttons_zoom_and_move_and_come_back_to_now()
    {
        await using WebHost host = await WebHost.StartAsync();
        Sample.Fill(host, hours: 2, everySeconds: 10);
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForChartsAsync();
        await tab.WaitForTextAsync("#window-text", "the last 15 min");
        await ClickAsync(tab, "Zoom out");
        await tab.WaitForTextAsync("#window-text", "the last 30 min");
        await ClickAsync(tab, "Earlier");
        await tab.WaitForTextAsync("#window-text", " to ");
        await ClickAsync(tab, "Zoom in");
        await tab.WaitForTextAsync("#window-text", ", 15 min");
        await ClickAsync(tab, "Now");
        await tab.WaitForTextAsync("#window-text", "the last 15 min");
        await tab.WaitForAsync($"() => ({Line})('mean-0').length > 80");
        tab.AssertClean();
    }

    [TestMethod]
    public async Task A_chart_goes_on_as_readings_come_and_drawing_it_holds_the_past()
    {
        await using WebHost host = await WebHost.StartAsync();
        Sample.Fill(host, hours: 2, everySeconds: 10);
        await using Tab tab = await Tab.OpenAsync(host.Address + "?d=devices%23kitchen");
        await tab.WaitForChartsAsync(3);
        host.Reading("kitchen", 90_000, 41);
        await tab.WaitForAsync($"() => ({Line})('mean-0').at(-1)[1] === 41");

        ILocator chart = tab.Page.Locator(".canvas").First;
        LocatorBoundingBoxResult box = (await chart.BoundingBoxAsync())!;
        await tab.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await tab.Page.Mouse.DownAsync();
        await tab.Page.Mouse.MoveAsync(box.X + (box.Width / 2) + 150, box.Y + (box.Height / 2), new MouseMoveOptions { Steps = 5 });
        await tab.Page.Mouse.UpAsync();
        await tab.WaitForAsync("() => location.search.includes('end=')");
        await tab.WaitForTextAsync("#window-text", " to ");
        string held = await tab.Page.InnerTextAsync("#window-text");

        host.Reading("kitchen", 90_001, 42);
        await tab.WaitForTextAsync("#devices tbody", "42");
        Assert.AreEqual(held, await tab.Page.InnerTextAsync("#window-text"));
        tab.AssertClean();
    }

    [TestMethod]
    public async Task A_chart_whose_element_was_replaced_is_drawn_in_the_new_one()
    {
        await using WebHost host = await WebHost.StartAsync();
        host.Reading("kitchen", 1, 20);
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForChartsAsync(3);
        await tab.Page.EvaluateAsync(
            """
            () => {
              const fresh = document.querySelector('.canvas').cloneNode(false);
              delete fresh.dataset.drawn;
              document.querySelector('.canvas').replaceWith(fresh);
            }
            """);
        host.Reading("kitchen", 2, 21);
        await tab.WaitForAsync("() => { const e = document.querySelector('.canvas'); return +e.dataset.drawn > 0 && e.querySelector('canvas'); }");
        tab.AssertClean();
    }

    private static Task ClickAsync(Tab tab, string name) => tab.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static async Task WheelAtAsync(Tab tab, double time)
    {
        string before = await tab.Page.EvaluateAsync<string>("() => location.search");
        double?[] at = await tab.Page.EvaluateAsync<double?[]>(
            """
            (time) => {
              const element = document.querySelector('.canvas');
              element.scrollIntoView({ block: 'center' });
              const place = echarts.getInstanceByDom(element).convertToPixel({ xAxisIndex: 0 }, time);
              const box = element.getBoundingClientRect();
              return [box.left + place, box.top + box.height / 2];
            }
            """,
            time);
        await tab.Page.Mouse.MoveAsync((float)at[0]!.Value, (float)at[1]!.Value);
        await tab.Page.Keyboard.DownAsync("Control");
        await tab.Page.Mouse.WheelAsync(0, -600);
        await tab.Page.Keyboard.UpAsync("Control");
        await tab.WaitForAsync($"() => location.search !== {System.Text.Json.JsonSerializer.Serialize(before)}");
    }
}
