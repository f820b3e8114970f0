using System.Net;
using System.Net.Sockets;
using MQTTnet.Server;

namespace SensorNet.Benchmarks.Node;

/// <summary>A broker in this process, on a free port of the loopback interface, that counts readings.</summary>
internal sealed class BenchBroker : IAsyncDisposable
{
    private readonly MqttServer _server;
    private int _readings;
    private long _readingBytes;

    private BenchBroker(int port)
    {
        Port = port;
        MqttServerOptions options = new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(port)
            .Build();
        _server = new MqttServerFactory().CreateMqttServer(options);
        _server.InterceptingPublishAsync += NoteAsync;
    }

    public int Port { get; }

    public int Readings => Volatile.Read(ref _readings);

    public long ReadingBytes => Interlocked.Read(ref _readingBytes);

    public static async Task<BenchBroker> StartAsync()
    {
        using TcpListener probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        int port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        BenchBroker broker = new BenchBroker(port);
        await broker._server.StartAsync();
        return broker;
    }

    /// <summary>Waits until so many readings have come.</summary>
    public async Task WaitForReadingsAsync(int count, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (Readings < count)
        {
            await Task.Delay(20, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        _server.Dispose();
    }

    private Task NoteAsync(InterceptingPublishEventArgs e)
    {
        if (e.ApplicationMessage.Topic.EndsWith("/readings", StringComparison.Ordinal))
        {
            Interlocked.Add(ref _readingBytes, e.ApplicationMessage.Payload.Length);
            Interlocked.Increment(ref _readings);
        }

        return Task.CompletedTask;
    }
}
