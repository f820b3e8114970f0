using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SensorNet.WebView.Refresh;

namespace SensorNet.WebView.Parts;

/// <summary>Opens and closes a dialog of the page.</summary>
public sealed class DialogScript(IJSRuntime script, TimeProvider time) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    public Task OpenAsync(ElementReference dialog) => CallAsync("open", dialog);

    /// <returns>Whether the page has closed it; it may be gone.</returns>
    public Task<bool> CloseAsync(ElementReference dialog) => CallAsync("close", dialog);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is { } module)
        {
            await ScriptCalls.WithinTimeAsync(time, async limit => await module.DisposeAsync().Within(limit));
        }
    }

    private async Task<bool> CallAsync(string name, ElementReference dialog)
    {
        bool isDone = false;
        await ScriptCalls.WithinTimeAsync(time, async limit =>
        {
            _module ??= await script.InvokeAsync<IJSObjectReference>("import", "./_content/SensorNet.WebView/dialog.js").Within(limit);
            await _module.InvokeVoidAsync(name, dialog).Within(limit);
            isDone = true;
        });
        return isDone;
    }
}
