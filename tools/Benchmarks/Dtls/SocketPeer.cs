using System.Net.Sockets;
using Org.BouncyCastle.Tls;

namespace SensorNet.Benchmarks.Dtls;

/// <summary>A node of BouncyCastle's over a connected socket. In the handshake it waits for the gateway, after it for nothing.</summary>
internal sealed class SocketPeer(Socket socket, string identity, byte[] key)
    : PskPeer(identity, key, CipherSuite.TLS_PSK_WITH_AES_128_CCM_8), DatagramTransport
{
    private const int DatagramBytesMax = 2_048;

    private bool _isConnected;

    // BouncyCastle asks for one datagram after another until its time is over.
    private bool _mayRead;

    /// <summary>How long the handshake may take, in ms.</summary>
    public int HandshakeMsMax { get; init; } = 10_000;

    /// <summary>Makes the session.</summary>
    /// <exception cref="IOException">The gateway refuses, or does not answer.</exception>
    public DtlsTransport Connect()
    {
        DtlsTransport records = new DtlsClientProtocol().Connect(this, this);
        _isConnected = true;
        return records;
    }

    /// <summary>The next read may take a datagram, if there is one.</summary>
    /// <returns>Whether there is one.</returns>
    public bool AllowRead() => _mayRead = socket.Available > 0;

    public override int GetHandshakeTimeoutMillis() => HandshakeMsMax;

    public int GetReceiveLimit() => !_isConnected || _mayRead ? DatagramBytesMax : throw new TlsTimeoutException("no datagram is there");

    public int GetSendLimit() => DatagramBytesMax;

    public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

    public int Receive(Span<byte> buffer, int waitMillis)
    {
        if (!_isConnected && !socket.Poll(TimeSpan.FromMilliseconds(waitMillis), SelectMode.SelectRead))
        {
            return -1;
        }

        _mayRead = false;
        int length = socket.Receive(buffer, SocketFlags.None, out SocketError error);
        return error == SocketError.Success ? length : -1;
    }

    public void Send(byte[] buf, int off, int len) => Send(buf.AsSpan(off, len));

    public void Send(ReadOnlySpan<byte> buffer) => socket.Send(buffer, SocketFlags.None, out _);

    public void Close()
    {
        // The socket is its owner's.
    }
}
