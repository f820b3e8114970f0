using System.Net;
using System.Net.Sockets;
using SensorNet.Benchmarks.Load;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>What a plain UDP receive loop in .NET takes that does nothing with its datagrams.</summary>
internal sealed class UdpBaseline : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 8 << 20 };
    private long _count;

    public UdpBaseline()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        new Thread(Run) { IsBackground = true, Name = "bare UDP loop" }.Start();
    }

    public long Count => Volatile.Read(ref _count);

    public LoadOptions Options => new() { Gateway = (IPEndPoint)_socket.LocalEndPoint! };

    public void Dispose() => _socket.Dispose();

    private void Run()
    {
        byte[] buffer = new byte[2048];
        SocketAddress from = new SocketAddress(AddressFamily.InterNetwork);
        try
        {
            while (true)
            {
                _socket.ReceiveFrom(buffer, SocketFlags.None, from);
                Volatile.Write(ref _count, _count + 1);
            }
        }
        catch (SocketException)
        {
            // Closed: the measurement is over.
        }
        catch (ObjectDisposedException)
        {
            // Likewise.
        }
    }
}
