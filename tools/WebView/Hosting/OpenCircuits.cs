using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace SensorNet.WebView.Hosting;

/// <summary>Counts open pages, and refuses those beyond the bound. Blazor calls a page's connection and its state a circuit.</summary>
internal sealed class OpenCircuits(int countMax) : CircuitHandler
{
    private readonly ConcurrentDictionary<string, bool> _open = new(StringComparer.Ordinal);

    public int Count => _open.Count;

    public bool AreFull => Count >= countMax;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) => Open(circuit.Id);

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken) => Close(circuit.Id);

    /// <exception cref="WebServerException">There are too many: Blazor tells the page that it failed.</exception>
    internal Task Open(string id)
    {
        _open[id] = true;
        if (_open.Count <= countMax)
        {
            return Task.CompletedTask;
        }

        _open.TryRemove(id, out _);
        throw new WebServerException($"there are {countMax} open pages already");
    }

    internal Task Close(string id)
    {
        _open.TryRemove(id, out _);
        return Task.CompletedTask;
    }
}
