using Microsoft.Extensions.Hosting;

namespace SensorNet.WebView.Hosting;

/// <summary>The command itself takes signals: the host must not.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
