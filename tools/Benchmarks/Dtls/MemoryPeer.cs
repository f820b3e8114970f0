using System.Collections.Concurrent;
using Org.BouncyCastle.Tls;

namespace SensorNet.Benchmarks.Dtls;

/// <summary>
/// A node of BouncyCastle's without a network: what it sends is in <see cref="Sent"/>, what it reads goes into <see cref="Arrived"/>.
/// </summary>
internal sealed class MemoryPeer(string identity, byte[] key, int cipherSuite) : PskPeer(identity, key, cipherSuite), DatagramTransport
{
    public BlockingCollection<byte[]> Sent { get; } = [];

    public BlockingCollection<byte[]> Arrived { get; } = [];

    /// <summary>The session, when it is made.</summary>
    public DtlsTransport? Records { get; private set; }

    /// <summary>Makes the session; on a thread of its own, as it waits.</summary>
    public Task<DtlsTransport> ConnectAsync() => Task.Run(() => Records = new DtlsClientProtocol().Connect(this, this));

    public int GetReceiveLimit() => 2_048;

    public int GetSendLimit() => 2_048;

    public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

    public int Receive(Span<byte> buffer, int waitMillis)
    {
        if (!Arrived.TryTake(out byte[]? datagram, waitMillis))
        {
            return -1;
        }

        datagram.CopyTo(buffer);
        return datagram.Length;
    }

    public void Send(byte[] buf, int off, int len) => Send(buf.AsSpan(off, len));

    public void Send(ReadOnlySpan<byte> buffer) => Sent.Add(buffer.ToArray());

    public void Close()
    {
        // There is nothing to close.
    }
}
