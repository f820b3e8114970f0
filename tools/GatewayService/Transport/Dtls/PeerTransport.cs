using Org.BouncyCastle.Tls;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>
/// What BouncyCastle reads the datagrams of one peer from, and writes them to. In the handshake it is used by a thread of the pool, which waits for
/// what the shard's thread puts in; then by the shard's thread alone, which never waits.
/// </summary>
internal sealed class PeerTransport(ILayerHost host, UdpPort[] ports, HandshakePool pool, NetworkAddress address) : DatagramTransport
{
    /// <summary>Datagrams of a handshake that wait to be read, and such as came after it and before the shard knew.</summary>
    public const int WaitingMax = 16;

    /// <summary>Octets of the longest datagram in a handshake.</summary>
    public const int HandshakeDatagramBytesMax = 4 * 1024;

    /// <summary>Octets of the datagrams that the gateway sends in a handshake: what every IPv6 network takes, without IP and UDP headers.</summary>
    private const int FlightDatagramBytesMax = 1_280 - 48;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private Queue<byte[]>? _waiting = new();
    private volatile bool _hasSentFinished;
    private volatile bool _isGivenUp;
    private byte[] _current = [];
    private int _currentOffset;
    private int _currentLength;

    /// <summary>Where the peer is; set on the shard's thread, after the handshake.</summary>
    public NetworkAddress Address { get; set; } = address;

    /// <summary>Whether the gateway's part of the handshake is done: what comes now is for the session.</summary>
    public bool HasSentFinished => _hasSentFinished;

    /// <summary>Whether BouncyCastle has closed it.</summary>
    public bool IsClosed { get; private set; }

    private bool IsInHandshake => _waiting is not null;

    /// <summary>On the shard's thread: leaves a datagram for the handshake.</summary>
    /// <returns>Whether there was room for it.</returns>
    public bool TryLeave(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length > HandshakeDatagramBytesMax)
        {
            return false;
        }

        lock (_lock)
        {
            if (_waiting!.Count == WaitingMax)
            {
                return false;
            }

            _waiting.Enqueue(datagram.ToArray());
        }

        _arrived.Release();
        return true;
    }

    /// <summary>On the shard's thread: the handshake is to end.</summary>
    public void GiveUp()
    {
        _isGivenUp = true;
        _arrived.Release();
    }

    /// <summary>On the shard's thread, after the handshake: from now on nothing waits.</summary>
    /// <returns>What has come and was not read.</returns>
    public Queue<byte[]> EndHandshake()
    {
        Queue<byte[]> unread = _waiting!;
        _waiting = null;
        _arrived.Dispose();
        return unread;
    }

    /// <summary>On the shard's thread: the datagram that is read next; used until it is read.</summary>
    public void Load(byte[] buffer, int offset, int length)
    {
        _current = buffer;
        _currentOffset = offset;
        _currentLength = length;
    }

    /// <exception cref="TlsTimeoutException">
    /// Outside a handshake: there is nothing more. BouncyCastle would go on asking until its time is over; this ends it without ending the session.
    /// </exception>
    public int GetReceiveLimit()
    {
        return IsInHandshake ? HandshakeDatagramBytesMax
            : _currentLength > 0 ? _currentLength
            : throw new TlsTimeoutException("no datagram is there");
    }

    public int GetSendLimit() => IsInHandshake ? FlightDatagramBytesMax : DtlsRecords.DatagramBytesMax;

    public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

    public int Receive(Span<byte> buffer, int waitMillis)
    {
        if (IsInHandshake)
        {
            return Wait(buffer, waitMillis);
        }

        int length = _currentLength;
        _current.AsSpan(_currentOffset, length).CopyTo(buffer);
        _currentLength = 0;
        return length > 0 ? length : -1;
    }

    public void Send(byte[] buf, int off, int len) => Send(buf.AsSpan(off, len));

    public void Send(ReadOnlySpan<byte> buffer)
    {
        if (!IsInHandshake)
        {
            ports[SocketAddresses.SocketIndex(Address)].Send(Address, buffer);
            return;
        }

        if (_isGivenUp)
        {
            // An alert would end what the peer has begun instead.
            return;
        }

        // The only messages that the gateway encrypts in a handshake are its Finished, the last one, and an alert.
        _hasSentFinished |= DtlsRecords.Epoch(buffer) > 0;
        host.HandOver(host.Number, HandOverKind.Out, Address, buffer);
    }

    public void Close() => IsClosed = true;

    // While it waits another handshake may compute.
    private int Wait(Span<byte> buffer, int waitMillis)
    {
        pool.EndTurn();
        bool arrived;
        try
        {
            arrived = _arrived.Wait(waitMillis);
        }
        finally
        {
            pool.BeginTurn();
        }

        if (_isGivenUp)
        {
            throw new IOException("the handshake was given up");
        }

        if (!arrived)
        {
            return -1;
        }

        byte[] datagram;
        lock (_lock)
        {
            datagram = _waiting!.Dequeue();
        }

        datagram.CopyTo(buffer);
        return datagram.Length;
    }
}
