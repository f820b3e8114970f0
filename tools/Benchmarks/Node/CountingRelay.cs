using System.Net;
using System.Net.Sockets;

namespace SensorNet.Benchmarks.Node;

/// <summary>Stands between one client and a broker on the loopback interface and counts what the client sends.</summary>
internal sealed class CountingRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _brokerPort;
    private long _bytesUp;

    public CountingRelay(int brokerPort)
    {
        _brokerPort = brokerPort;
        _listener.Start();
        Completion = RelayAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public long BytesUp => Interlocked.Read(ref _bytesUp);

    public Task Completion { get; }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task RelayAsync()
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
        using TcpClient broker = new TcpClient();
        await broker.ConnectAsync(IPAddress.Loopback, _brokerPort, _end.Token);
        Task up = CopyAsync(client.GetStream(), broker.GetStream(), count => Interlocked.Add(ref _bytesUp, count));
        Task down = CopyAsync(broker.GetStream(), client.GetStream(), _ => { });
        await Task.WhenAny(up, down);
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Action<int> count)
    {
        byte[] buffer = new byte[4096];
        int read;
        while ((read = await from.ReadAsync(buffer, _end.Token)) > 0)
        {
            count(read);
            await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
        }
    }
}
