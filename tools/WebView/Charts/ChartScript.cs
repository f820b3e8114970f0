using Microsoft.JSInterop;
using SensorNet.WebView.Refresh;

namespace SensorNet.WebView.Charts;

/// <summary>The page's script that draws the charts.</summary>
/// <param name="script">The tab.</param>
/// <param name="time">The clock that its answers are waited for by.</param>
public sealed class ChartScript(IJSRuntime script, TimeProvider time) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private DotNetObjectReference<ChartScript>? _self;
    private IReadOnlyList<ChartData>? _next;
    private bool _isStarted;
    private bool _isBusy;

    /// <summary>Somebody zoomed or moved a chart: from and to, in ms since 1970 (UTC). It comes in the circuit's turn.</summary>
    public Func<long, long, Task>? WindowSet { get; set; }

    /// <summary>The last zoom that came; data tells which it answers.</summary>
    public int Turn { get; private set; }

    /// <summary>
    /// Draws all charts that there are; what is on the page besides them is removed. While the tab still has the last ones to take, these wait for
    /// it, and only the newest of those that wait are drawn.
    /// </summary>
    public async Task DrawAsync(IReadOnlyList<ChartData> charts)
    {
        _next = charts;
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        while (_next is { } newest)
        {
            _next = null;
            await ScriptCalls.WithinTimeAsync(time, async limit =>
            {
                IJSObjectReference module = await ModuleAsync(limit);
                await module.InvokeVoidAsync("draw", newest).Within(limit);
            });
        }

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
        _next = null;
        if (_module is { } module)
        {
            await ScriptCalls.WithinTimeAsync(time, async limit =>
            {
                await module.InvokeVoidAsync("stop", _self).Within(limit);
                await module.DisposeAsync().Within(limit);
            });
        }

        _self?.Dispose();
    }

    // A step that failed is made again with the next charts.
    private async Task<IJSObjectReference> ModuleAsync(CancellationToken limit)
    {
        IJSObjectReference module = _module ??= await script
            .InvokeAsync<IJSObjectReference>("import", "./_content/SensorNet.WebView/charts.js").Within(limit);
        if (!_isStarted)
        {
            _self ??= DotNetObjectReference.Create(this);
            await module.InvokeVoidAsync("start", _self).Within(limit);
            _isStarted = true;
        }

        return module;
    }
}
