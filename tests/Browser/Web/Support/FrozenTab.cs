using Microsoft.Playwright;

namespace SensorNet.Browser.Tests.Web.Support;

/// <summary>A tab whose scripts stand still, as those of a computer that sleeps, until this is disposed of.</summary>
internal sealed class FrozenTab : IAsyncDisposable
{
    private readonly ICDPSession _session;

    private FrozenTab(ICDPSession session)
    {
        _session = session;
    }

    public static async Task<FrozenTab> FreezeAsync(IPage page)
    {
        FrozenTab frozen = new FrozenTab(await page.Context.NewCDPSessionAsync(page));
        await frozen.SetAsync("frozen");
        return frozen;
    }

    public async ValueTask DisposeAsync() => await SetAsync("active");

    private Task SetAsync(string state) => _session.SendAsync("Page.setWebLifecycleState", new Dictionary<string, object> { ["state"] = state });
}
