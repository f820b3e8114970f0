using System.Globalization;
using Microsoft.Playwright;

namespace SensorNet.Browser.Tests;

/// <summary>A Chromium that has joined a board's access point: every name leads to the board.</summary>
internal sealed class Phone : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Phone(IPlaywright playwright, IBrowser browser, IPage page)
    {
        _playwright = playwright;
        _browser = browser;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Starts one. Without Chromium the test is skipped and says so.</summary>
    public static async Task<Phone> JoinAsync(SetUpBoard board)
    {
        string? chromium = Programs.Path("chromium");
        if (chromium is null)
        {
            Assert.Inconclusive("chromium is not installed: install Debian's chromium, or put it on the PATH");
        }

        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args =
            [
                "--no-sandbox",
                string.Create(CultureInfo.InvariantCulture, $"--host-resolver-rules=MAP * 127.0.0.1:{board.PagePort}"),
                "--disable-background-networking",
                "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable",
            ],
        });
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        return new Phone(playwright, browser, page);
    }

    /// <summary>The problem that is said at a place of the page, or an empty text.</summary>
    public async Task<string> ProblemAsync(string id) =>
        await Page.Locator("#" + id).CountAsync() == 0 ? "" : await Page.Locator("#" + id).InnerTextAsync();

    /// <summary>Sends the form, and waits for the page that answers it: a click alone may end while the old page is still there.</summary>
    public async Task SaveAsync()
    {
        TaskCompletionSource answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnLoaded(object? sender, IPage page) => answered.TrySetResult();
        Page.DOMContentLoaded += OnLoaded;
        try
        {
            await Page.ClickAsync("button");
            await answered.Task.WaitAsync(Wait.Patience);
        }
        finally
        {
            Page.DOMContentLoaded -= OnLoaded;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
