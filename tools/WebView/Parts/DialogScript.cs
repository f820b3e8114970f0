using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SensorNet.WebView.Refresh;

namespace SensorNet.WebView.Parts;

/// <summary>Opens and closes a dialog of the page.</summary>
public sealed class DialogScript(IJSRuntime script) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    public Task OpenAsync(ElementReference dialog) => CallAsync("open", dialog);

    public Task CloseAsync(ElementReference dialog) => CallAsync("close", dialog);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is { } module)
        {
            await ScriptCalls.UnlessGoneAsync(module.DisposeAsync);
        }
    }

    private Task CallAsync(string name, ElementReference dialog) => ScriptCalls.UnlessGoneAsync(async () =>
    {
        _module ??= await script.InvokeAsync<IJSObjectReference>("import", "./_content/SensorNet.WebView/dialog.js");
        await _module.InvokeVoidAsync(name, dialog);
    });
}
