using Microsoft.Playwright;

namespace SensorNet.Browser.Tests.Web.Support;

/// <summary>Debian's Chromium, one for all tests of the web view.</summary>
[TestClass]
public static class Chrome
{
    private static IPlaywright? s_playwright;
    private static IBrowser? s_browser;

    /// <summary>Starts it. Without Chromium the test is skipped and says so.</summary>
    internal static async Task<IBrowser> StartAsync() => s_browser ??= await StartAnotherAsync();

    /// <summary>One with options of its own, which its user ends.</summary>
    internal static async Task<IBrowser> StartAnotherAsync(params string[] options)
    {
        string chromium = Programs.Find("chromium");
        s_playwright ??= await Playwright.CreateAsync();
        return await s_playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-background-networking", .. options],
        });
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
