using System.Net;
using System.Net.Sockets;

namespace SensorNet.Cli.Tests.Sn.Support;

/// <summary>A UDP socket on a free loopback port, and the loop that serves it until it is disposed of.</summary>
internal abstract class LoopbackSocket : IAsyncDisposable
{
    private const int DatagramBytesMax = 65_535;

    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private Task _serving = Task.CompletedTask;

    protected LoopbackSocket(IPAddress bound)
    {
        _socket.Bind(new IPEndPoint(bound, 0));
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _socket.Dispose();
        _stop.Dispose();
    }

    /// <summary>How long to wait for a datagram at most; negative for as long as it takes.</summary>
    protected virtual TimeSpan WaitMax => Timeout.InfiniteTimeSpan;

    protected void Begin() => _serving = Task.Run(ServeAsync);

    protected abstract void OnDatagram(byte[] datagram, IPEndPoint from);

    protected virtual void OnTime()
    {
    }

    protected void SendTo(IPEndPoint to, byte[] buffer, int offset, int length) => _socket.SendTo(buffer.AsSpan(offset, length), to);

    private async Task ServeAsync()
    {
        byte[] buffer = new byte[DatagramBytesMax];
        IPEndPoint anyone = new IPEndPoint(IPAddress.Any, 0);
        Task<SocketReceiveFromResult> receiving = ReceiveAsync();
        while (!_stop.IsCancellationRequested)
        {
            await Task.WhenAny(receiving, Task.Delay(WaitMax, _stop.Token));
            if (receiving.IsCompletedSuccessfully)
            {
                SocketReceiveFromResult received = await receiving;
                OnDatagram(buffer[..received.ReceivedBytes], (IPEndPoint)received.RemoteEndPoint);
                receiving = ReceiveAsync();
            }

            OnTime();
        }

        Task<SocketReceiveFromResult> ReceiveAsync() =>
            _socket.ReceiveFromAsync(buffer.AsMemory(), SocketFlags.None, anyone, _stop.Token).AsTask();
    }
}
