using Microsoft.JSInterop;

namespace SensorNet.WebView.Refresh;

/// <summary>Tells the page's clock whether the tab is in view.</summary>
public sealed class ViewWatch(IJSRuntime script, PageClock clock) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private DotNetObjectReference<ViewWatch>? _self;

    public Task StartAsync() => ScriptCalls.UnlessGoneAsync(async () =>
    {
        _self = DotNetObjectReference.Create(this);
        _module = await script.InvokeAsync<IJSObjectReference>("import", "./_content/SensorNet.WebView/view.js").ConfigureAwait(false);
        await _module.InvokeVoidAsync("watch", _self).ConfigureAwait(false);
    });

    [JSInvokable]
    public void Seen(bool isSeen) => clock.SetSeen(isSeen);

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
