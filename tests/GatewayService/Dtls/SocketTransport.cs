using System.Net;
using System.Net.Sockets;
using Org.BouncyCastle.Tls;

namespace SensorNet.GatewayService.Tests.Dtls;

/// <summary>A UDP socket as BouncyCastle uses it, which can be exchanged for one with another port.</summary>
internal sealed class SocketTransport : DatagramTransport, IDisposable
{
    private readonly IPEndPoint _gateway;
    private Socket _socket;

    public SocketTransport(IPEndPoint gateway)
    {
        _gateway = gateway;
        _socket = Open();
    }

    public IPEndPoint Local => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Says of each datagram, in both directions, whether it is lost.</summary>
    public Func<bool> Loses { get; set; } = () => false;

    /// <summary>The datagrams that were sent.</summary>
    public List<byte[]> Sent { get; } = [];

    /// <summary>The datagram that was sent last.</summary>
    public byte[] LastSent => Sent[^1];

    /// <summary>Goes on from another port.</summary>
    public void Move()
    {
        Socket old = _socket;
        _socket = Open();
        old.Dispose();
    }

    /// <summary>Throws away what has come.</summary>
    public void Drain()
    {
        byte[] buffer = new byte[20_000];
        while (_socket.Available > 0)
        {
            _socket.Receive(buffer);
        }
    }

    public void SendRaw(ReadOnlySpan<byte> datagram) => _socket.Send(datagram);

    public int GetReceiveLimit() => 20_000;

    public int GetSendLimit() => 20_000;

    public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

    public int Receive(Span<byte> buffer, int waitMillis)
    {
        if (!_socket.Poll(TimeSpan.FromMilliseconds(waitMillis), SelectMode.SelectRead))
        {
            return -1;
        }

        int length = _socket.Receive(buffer);
        return Loses() ? -1 : length;
    }

    public void Send(byte[] buf, int off, int len) => Send(buf.AsSpan(off, len));

    public void Send(ReadOnlySpan<byte> buffer)
    {
        Sent.Add(buffer.ToArray());
        if (!Loses())
        {
            _socket.Send(buffer);
        }
    }

    public void Close()
    {
        // The test closes it.
    }

    public void Dispose() => _socket.Dispose();

    private Socket Open()
    {
        Socket socket = new Socket(_gateway.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(_gateway);
        return socket;
    }
}
