using System.Buffers.Binary;
using SensorNet.GatewayService.Transport;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Shards;

/// <summary>
/// What other threads leave for a shard: datagrams, such as those of its clients that came in by another shard's socket, and actions.
/// One buffer is filled while the other is emptied, so the lock is held for a copy and nothing is allocated.
/// </summary>
internal sealed class Inbox(Action wake)
{
    /// <summary>Octets of datagrams that wait; more are dropped and counted, as a socket's full buffer does.</summary>
    public const int BytesMax = 4 * 1024 * 1024;

    private const int StartBytes = 16 * 1024;
    private const int HeaderBytes = SocketAddresses.Length + 3;

    private readonly Lock _lock = new();
    private byte[] _filling = [];
    private byte[] _emptying = [];
    private int _filled;
    private List<Action> _actions = [];
    private List<Action> _doing = [];
    private volatile bool _told;
    private bool _closed;

    public long DroppedCount { get; private set; }

    /// <summary>Nobody empties it any more: nobody is woken.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }
    }

    public void Post(Action action)
    {
        lock (_lock)
        {
            _actions.Add(action);
            Tell();
        }
    }

    public void HandOver(HandOverKind kind, in NetworkAddress peer, ReadOnlySpan<byte> datagram)
    {
        int size = HeaderBytes + datagram.Length;
        lock (_lock)
        {
            if (_filled + size > BytesMax)
            {
                DroppedCount++;
                return;
            }

            if (_filled + size > _filling.Length)
            {
                Array.Resize(ref _filling, Math.Min(BytesMax, Math.Max(StartBytes, Math.Max(_filled + size, _filling.Length * 2))));
            }

            Span<byte> to = _filling.AsSpan(_filled);
            SocketAddresses.Write(peer, to);
            BinaryPrimitives.WriteUInt16LittleEndian(to[SocketAddresses.Length..], (ushort)datagram.Length);
            to[HeaderBytes - 1] = (byte)kind;
            datagram.CopyTo(to[HeaderBytes..]);
            _filled += size;
            Tell();
        }
    }

    /// <summary>On the shard's thread: takes all there is.</summary>
    public void Empty(HandedDatagram onDatagram)
    {
        if (!_told)
        {
            return;
        }

        int end;
        lock (_lock)
        {
            _told = false;
            (_filling, _emptying) = (_emptying, _filling);
            (_actions, _doing) = (_doing, _actions);
            end = _filled;
            _filled = 0;
        }

        for (int at = 0; at < end;)
        {
            ushort length = BinaryPrimitives.ReadUInt16LittleEndian(_emptying.AsSpan(at + SocketAddresses.Length));
            HandOverKind kind = (HandOverKind)_emptying[at + HeaderBytes - 1];
            onDatagram(kind, SocketAddresses.Read(_emptying.AsSpan(at)), _emptying, at + HeaderBytes, length);
            at += HeaderBytes + length;
        }

        foreach (Action action in _doing)
        {
            action();
        }

        _doing.Clear();
    }

    // Under the lock, so that nobody is woken after the end.
    private void Tell()
    {
        if (!_told && !_closed)
        {
            wake();
        }

        _told = true;
    }
}
