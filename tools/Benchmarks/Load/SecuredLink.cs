using System.Net.Sockets;
using Org.BouncyCastle.Tls;
using SensorNet.Benchmarks.Dtls;

namespace SensorNet.Benchmarks.Load;

/// <summary>A client's DTLS session over its connected socket.</summary>
internal sealed class SecuredLink
{
    private readonly SocketPeer _peer;
    private readonly DtlsTransport _records;

    /// <summary>Makes the session; it waits for the gateway.</summary>
    /// <exception cref="IOException">The gateway refuses, or does not answer.</exception>
    public SecuredLink(Socket socket, string identity, byte[] key)
    {
        _peer = new SocketPeer(socket, identity, key);
        _records = _peer.Connect();
    }

    /// <summary>Sends a message.</summary>
    public void Send(ReadOnlySpan<byte> message) => _records.Send(message);

    /// <summary>Takes a message, without waiting; 0 where there is none.</summary>
    public int Receive(byte[] into)
    {
        if (_records.ReceivePending(into) is var pending and > 0)
        {
            return pending;
        }

        try
        {
            return _peer.AllowRead() ? Math.Max(0, _records.Receive(into, 0, into.Length, 1)) : 0;
        }
        catch (TlsTimeoutException)
        {
            // The record had no data.
            return 0;
        }
    }
}
