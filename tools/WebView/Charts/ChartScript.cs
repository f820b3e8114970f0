using Microsoft.JSInterop;
using SensorNet.WebView.Refresh;

namespace SensorNet.WebView.Charts;

/// <summary>The page's script that draws the charts.</summary>
public sealed class ChartScript(IJSRuntime script) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private DotNetObjectReference<ChartScript>? _self;
    private bool _isBusy;

    /// <summary>Somebody zoomed or moved a chart: from and to, in ms since 1970 (UTC). It comes in the circuit's turn.</summary>
    public Func<long, long, Task>? WindowSet { get; set; }

    /// <summary>The last zoom that came; data tells which it answers.</summary>
    public int Turn { get; private set; }

    /// <summary>
    /// Draws all charts that there are; what is on the page besides them is removed. Without effect while the tab still has the last ones to take.
    /// </summary>
    public async Task DrawAsync(IReadOnlyList<ChartData> charts)
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        await ScriptCalls.UnlessGoneAsync(async () =>
        {
            IJSObjectReference module = await ModuleAsync();
            await module.InvokeVoidAsync("draw", charts);
        });
        _isBusy = false;
    }

    [JSInvokable]
    public Task Zoomed(long fromMs, long toMs, int turn)
    {
        Turn = turn;
        return WindowSet?.Invoke(fromMs, toMs) ?? Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        WindowSet = null;
        if (_module is { } module)
        {
            await ScriptCalls.UnlessGoneAsync(async () =>
            {
                await module.InvokeVoidAsync("stop", _self);
                await module.DisposeAsync();
            });
        }

        _self?.Dispose();
    }

    private async Task<IJSObjectReference> ModuleAsync()
    {
        if (_module is null)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await script.InvokeAsync<IJSObjectReference>("import", "./_content/SensorNet.WebView/charts.js");
            await _module.InvokeVoidAsync("start", _self);
        }

        return _module;
    }
}
