using System.Diagnostics;
using System.Globalization;
using SensorNet.Browser.Tests.Web.Support;

namespace SensorNet.Browser.Tests.Web;

/// <summary>Many devices, and a long time.</summary>
[TestClass]
public sealed class LoadTests
{
    private const int Devices = 1_000;

    // A machine that does other things as well has frames that wait for it: the figures are printed, the bounds are loose.
    private const double FrameMsMax = 2_000;

    private const double TabBytesMax = 2.5e6;
    private const double ProcessBytesMax = 8e6;

    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(6);

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task A_thousand_devices_at_one_reading_a_second_leave_the_page_smooth()
    {
        await using WebHost host = await WebHost.StartAsync();
        using CancellationTokenSource end = new CancellationTokenSource();
        Task sending = SendAsync(host, end.Token);
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForTextAsync("#shown", $"{Devices} of {Devices} shown");
        await tab.WaitForChartsAsync(3);
        long before = host.Live.Summary().Messages;
        double[] frames = await FramesAsync(tab);
        long messages = host.Live.Summary().Messages - before;
        await end.CancelAsync();
        await sending;
        TestContext.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{messages} messages in {Watched.TotalSeconds:0} s; {frames.Length} frames: median {frames[frames.Length / 2]:0} ms, "
            + $"95 % {frames[frames.Length * 95 / 100]:0} ms, longest {frames[^1]:0} ms"));
        Assert.IsLessThan(FrameMsMax, frames[^1]);
        tab.AssertClean();
    }

    [TestMethod]
    public async Task The_memory_of_a_tab_stays_the_same_over_an_hour()
    {
        TestClock clock = new TestClock(hasOwnTimers: true);
        await using WebHost host = await WebHost.StartAsync(clock);
        long second = 0;
        for (; second < 1_000; second++)
        {
            Second(host, second);
        }

        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForChartsAsync(3);
        second = await GoOnAsync(host, tab, second, seconds: 600);
        double tabBefore = await tab.HeapBytesAsync();
        long processBefore = GC.GetTotalMemory(forceFullCollection: true);
        second = await GoOnAsync(host, tab, second, seconds: 3_600);
        double tabAfter = await tab.HeapBytesAsync();

        // While a chart is drawn there is more for a moment.
        for (Stopwatch watch = Stopwatch.StartNew(); tabAfter > tabBefore + TabBytesMax && watch.Elapsed < Wait.Patience;)
        {
            tabAfter = await tab.HeapBytesAsync();
        }

        long processAfter = GC.GetTotalMemory(forceFullCollection: true);
        TestContext.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"tab {tabBefore / 1e6:0.0} MB, an hour later {tabAfter / 1e6:0.0} MB; "
            + $"process {processBefore / 1e6:0.0} MB, {processAfter / 1e6:0.0} MB"));
        Assert.IsLessThan(tabBefore + TabBytesMax, tabAfter);
        Assert.IsLessThan(processBefore + ProcessBytesMax, processAfter);
        tab.AssertClean();
    }

    private static async Task SendAsync(WebHost host, CancellationToken end)
    {
        const int batches = 20;
        using PeriodicTimer timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / batches));
        for (long n = 0; !end.IsCancellationRequested; n++)
        {
            int from = (int)(n % batches) * (Devices / batches);
            for (int i = from; i < from + (Devices / batches); i++)
            {
                host.Reading($"node-{i:0000}", n / batches, 20 + Math.Sin((n + i) / 50.0));
            }

            // The next batch is due in a moment, unless the test ends meanwhile.
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static async Task<double[]> FramesAsync(Tab tab) => (await tab.Page.EvaluateAsync<double[]>(
        """
        (ms) => new Promise((resolve) => {
          const frames = [];
          const begin = performance.now();
          let last = begin;
          const next = (now) => {
            frames.push(now - last);
            last = now;
            if (now - begin < ms) { requestAnimationFrame(next); } else { resolve(frames.sort((a, b) => a - b)); }
          };
          requestAnimationFrame(next);
        })
        """,
        Watched.TotalMilliseconds))!;

    // Twenty seconds of readings for each time that the page is brought up to date.
    private static async Task<long> GoOnAsync(WebHost host, Tab tab, long second, int seconds)
    {
        for (long end = second + seconds; second < end;)
        {
            for (int i = 0; i < 20; i++, second++)
            {
                Second(host, second);
            }

            await TickUntilAsync(host, tab, $"() => document.querySelector('#messages').textContent === '{host.Live.Summary().Messages:N0}'");
        }

        return second;
    }

    // As the process does, which ticks each second: a page that was busy at one tick is brought up to date by the next.
    private static async Task TickUntilAsync(WebHost host, Tab tab, string expression)
    {
        Stopwatch watch = Stopwatch.StartNew();
        host.Clock.Tick();
        while (!await tab.IsWithinAsync(expression, TimeSpan.FromSeconds(1)))
        {
            Assert.IsLessThan(Wait.Patience, watch.Elapsed, $"{expression}\n{string.Join('\n', tab.Faults)}");
            host.Clock.Tick();
        }
    }

    private static void Second(WebHost host, long second)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < 5; i++)
        {
            host.Reading($"node-{i}", second, 20 + i + Math.Sin(second / 60.0));
        }

        host.Live.Tick();
    }
}
