using Microsoft.AspNetCore.Components.Server.Circuits;

namespace SensorNet.WebView.Hosting;

/// <summary>Counts open pages, and refuses those beyond the bound. Blazor calls a page's connection and its state a circuit.</summary>
internal sealed class OpenCircuits(int countMax) : CircuitHandler
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool AreFull => Count >= countMax;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        // Blazor tells of the end of this one as well.
        return Interlocked.Increment(ref _count) <= countMax
            ? Task.CompletedTask
            : throw new WebServerException($"there are {countMax} open pages already");
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref _count);
        return Task.CompletedTask;
    }
}
