using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace SensorNet.Browser.Tests.Web.Support;

/// <summary>A tab of a browser of its own, and what went wrong in it.</summary>
internal sealed class Tab : IAsyncDisposable
{
    // The test reads the faults at its end; what the Content-Security-Policy refused is among them.
    private const string Report =
        "document.addEventListener('securitypolicyviolation', e => console.error(['CSP', e.violatedDirective, e.blockedURI, e.sample].join(' ')));";

    private readonly ConcurrentQueue<string> _faults = new();
    private readonly IBrowserContext _context;
    private readonly IBrowser? _own;

    private Tab(IBrowserContext context, IPage page, IBrowser? own)
    {
        _own = own;
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Errors of the console, of scripts, and of the Content-Security-Policy.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <param name="address">The page.</param>
    /// <param name="width">Of what is in view, in CSS pixels.</param>
    /// <param name="height">Of what is in view, in CSS pixels.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="through">Where names lead, as Chromium has it; the tab has a browser of its own then.</param>
    /// <param name="zone">The browser's time zone.</param>
    public static async Task<Tab> OpenAsync(
        string address,
        int width = 1280,
        int height = 900,
        ColorScheme scheme = ColorScheme.Light,
        string? through = null,
        string zone = "UTC")
    {
        IBrowser browser = through is null ? await Chrome.StartAsync() : await Chrome.StartAnotherAsync($"--host-resolver-rules={through}");
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            TimezoneId = zone,
        });
        await context.AddInitScriptAsync(Report);
        return await OpenInAsync(context, address, through is null ? null : browser);
    }

    /// <summary>Another tab of the same browser.</summary>
    public Task<Tab> OpenBesideAsync(string address) => OpenInAsync(_context, address, null);

    /// <summary>Fails the test if anything went wrong in the tab.</summary>
    public void AssertClean() => Assert.IsEmpty(_faults, string.Join('\n', _faults));

    /// <summary>Waits until a text is at a place.</summary>
    public Task WaitForTextAsync(string selector, string text) =>
        Assertions.Expect(Page.Locator(selector).First)
            .ToContainTextAsync(text, new LocatorAssertionsToContainTextOptions { Timeout = PatienceMs });

    public Task WaitForAsync(string expression) =>
        Page.WaitForFunctionAsync(expression, null, new PageWaitForFunctionOptions { Timeout = PatienceMs });

    /// <summary>Whether something holds, or does so within a time.</summary>
    public async Task<bool> IsWithinAsync(string expression, TimeSpan time)
    {
        try
        {
            await Page.WaitForFunctionAsync(expression, null, new PageWaitForFunctionOptions { Timeout = (float)time.TotalMilliseconds });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Waits until so many charts are drawn.</summary>
    public Task WaitForChartsAsync(int count = 1) => WaitForAsync(
        $"() => [...document.querySelectorAll('.canvas')].filter(e => +e.dataset.drawn > 0 && e.querySelector('canvas')).length >= {count}");

    /// <summary>Bytes of the scripts' objects that are in use.</summary>
    public async Task<double> HeapBytesAsync()
    {
        ICDPSession session = await _context.NewCDPSessionAsync(Page);
        await session.SendAsync("HeapProfiler.enable");
        await session.SendAsync("HeapProfiler.collectGarbage");
        JsonElement? usage = await session.SendAsync("Runtime.getHeapUsage");
        await session.DetachAsync();
        return usage!.Value.GetProperty("usedSize").GetDouble();
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }

    private static float PatienceMs => (float)Wait.Patience.TotalMilliseconds;

    private static async Task<Tab> OpenInAsync(IBrowserContext context, string address, IBrowser? own)
    {
        IPage page = await context.NewPageAsync();
        Tab tab = new Tab(context, page, own);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                tab._faults.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => tab._faults.Enqueue(error);
        await page.GotoAsync(address);
        return tab;
    }
}
