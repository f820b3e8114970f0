using Microsoft.JSInterop;

namespace SensorNet.WebView.Refresh;

/// <summary>Tells the page's clock whether the tab is in view, and in which time zone.</summary>
public sealed class ViewWatch(IJSRuntime script, PageClock clock, ViewerTime time) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private DotNetObjectReference<ViewWatch>? _self;

    public Task StartAsync() => ScriptCalls.UnlessGoneAsync(async () =>
    {
        _self = DotNetObjectReference.Create(this);
        _module = await script.InvokeAsync<IJSObjectReference>("import", "./_content/SensorNet.WebView/view.js").ConfigureAwait(false);
        await _module.InvokeVoidAsync("watch", _self).ConfigureAwait(false);
    });

    /// <param name="isSeen">Whether the tab is in view.</param>
    /// <param name="zone">The name of the browser's time zone.</param>
    /// <param name="offsetMinutes">How far its clock is ahead of UTC.</param>
    [JSInvokable]
    public void Seen(bool isSeen, string? zone, int offsetMinutes)
    {
        bool isOther = time.SetZone(zone, offsetMinutes);
        clock.SetSeen(isSeen, isOther);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        if (_module is { } module)
        {
            await ScriptCalls.UnlessGoneAsync(module.DisposeAsync).ConfigureAwait(false);
        }
    }
}
