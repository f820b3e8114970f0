using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>Stands between gateway and broker, and gives every octet a way of some milliseconds, as a distant broker has.</summary>
internal sealed class DelayRelay : IDisposable
{
    private const int ReadBytes = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _open = [];
    private readonly int _brokerPort;
    private readonly TimeSpan _delay;

    public DelayRelay(int brokerPort, TimeSpan delay)
    {
        _brokerPort = brokerPort;
        _delay = delay;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _listener.Stop();
        lock (_open)
        {
            _open.ForEach(client => client.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient gateway = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
                TcpClient broker = new TcpClient();
                lock (_open)
                {
                    _open.AddRange([gateway, broker]);
                }

                gateway.NoDelay = true;
                broker.NoDelay = true;
                await broker.ConnectAsync(IPAddress.Loopback, _brokerPort).ConfigureAwait(false);
                Pass(gateway, broker);
                Pass(broker, gateway);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: the comparison is over.
        }
    }

    private void Pass(TcpClient from, TcpClient to)
    {
        Channel<(long At, byte[] Octets)> way = Channel.CreateUnbounded<(long, byte[])>();
        _ = ReadAsync(from, way.Writer);
        new Thread(() => Write(way.Reader, to)) { IsBackground = true, Name = "delay" }.Start();
    }

    private async Task ReadAsync(TcpClient from, ChannelWriter<(long At, byte[] Octets)> way)
    {
        byte[] buffer = new byte[ReadBytes];
        try
        {
            for (int count = await from.GetStream().ReadAsync(buffer).ConfigureAwait(false);
                count > 0;
                count = await from.GetStream().ReadAsync(buffer).ConfigureAwait(false))
            {
                way.TryWrite((Stopwatch.GetTimestamp() + (long)(_delay.TotalSeconds * Stopwatch.Frequency), buffer[..count]));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed by one side.
        }

        way.Complete();
    }

    private static void Write(ChannelReader<(long At, byte[] Octets)> way, TcpClient to)
    {
        try
        {
            while (way.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (way.TryRead(out (long At, byte[] Octets) piece))
                {
                    while (Stopwatch.GetTimestamp() < piece.At)
                    {
                        Thread.Sleep(TimeSpan.FromMicroseconds(100));
                    }

                    to.GetStream().Write(piece.Octets);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed by one side.
        }
    }
}
