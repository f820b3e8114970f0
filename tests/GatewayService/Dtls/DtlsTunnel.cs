using System.Net;
using System.Net.Sockets;

namespace SensorNet.GatewayService.Tests.Dtls;

/// <summary>A UDP port whose one client speaks to the gateway through a session.</summary>
internal sealed class DtlsTunnel : IDisposable
{
    private const int PollMs = 20;

    private readonly Socket _inner = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Thread _up;
    private readonly Thread _down;
    private volatile EndPoint _client = new IPEndPoint(IPAddress.Loopback, 0);
    private volatile bool _stopped;

    public DtlsTunnel(DtlsPeer peer)
    {
        Peer = peer;
        _inner.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _up = new Thread(Up) { IsBackground = true };
        _down = new Thread(Down) { IsBackground = true };
        _up.Start();
        _down.Start();
    }

    public DtlsPeer Peer { get; }

    public IPEndPoint EndPoint => (IPEndPoint)_inner.LocalEndPoint!;

    public void Dispose()
    {
        _stopped = true;
        _up.Join();
        _down.Join();
        _inner.Dispose();
        Peer.Dispose();
    }

    private void Up()
    {
        byte[] buffer = new byte[20_000];
        while (!_stopped)
        {
            if (_inner.Poll(TimeSpan.FromMilliseconds(PollMs), SelectMode.SelectRead))
            {
                EndPoint from = new IPEndPoint(IPAddress.Any, 0);
                int length = _inner.ReceiveFrom(buffer, ref from);
                _client = from;
                Peer.Send(buffer[..length]);
            }
        }
    }

    private void Down()
    {
        while (!_stopped)
        {
            if (Peer.Receive(PollMs) is { } message)
            {
                _inner.SendTo(message, _client);
            }
        }
    }
}
