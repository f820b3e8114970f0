using Microsoft.Playwright;

namespace SensorNet.Browser.Tests.Web.Support;

/// <summary>Debian's Chromium, one for all tests of the web view.</summary>
[TestClass]
public static class Chrome
{
    private static IPlaywright? s_playwright;
    private static IBrowser? s_browser;

    /// <summary>Starts it. Without Chromium the test is skipped and says so.</summary>
    internal static async Task<IBrowser> StartAsync()
    {
        if (s_browser is null)
        {
            string chromium = Programs.Find("chromium");
            s_playwright = await Playwright.CreateAsync();
            s_browser = await s_playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = chromium,
                Args = ["--no-sandbox", "--disable-background-networking", "--js-flags=--expose-gc"],
            });
        }

        return s_browser;
    }

    [AssemblyCleanup]
    public static async Task EndAsync()
    {
        if (s_browser is not null)
        {
            await s_browser.DisposeAsync();
        }

        s_playwright?.Dispose();
    }
}
