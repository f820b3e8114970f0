using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Access.Rates;
using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Polling;
using SensorNet.GatewayService.Transport;
using SensorNet.GatewayService.Transport.Dtls;
using SensorNet.GatewayService.Transport.Protection;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Shards;

/// <summary>
/// One thread with its own sockets, its own broker connections and its own clients. A turn of its loop takes a batch of
/// what has arrived on each, lets the protocol act, and writes what came of it: datagrams in one call, packets in one.
/// </summary>
internal sealed class Shard : ILoop, ILayerHost, IProtectionHost, IDisposable
{
    /// <summary>How often connections look at the time, in milliseconds.</summary>
    private const int ConnectionTickMs = 250;

    private const int SweepIntervalMs = 60_000;

    /// <summary>Octets that wait at most for the end of a turn to be sent by other shards; more are committed and handed over before it.</summary>
    private const int LaterBytesMax = 256 * 1024;

    private readonly UdpPort[] _ports;
    private readonly IDatagramLayer[] _layers;
    private readonly Inbox _inbox;
    private readonly List<ILoopMember?> _members = [];
    private readonly Stack<int> _freeKeys = new();
    private readonly ILogger _logger;
    private readonly IncomingGate _gate;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HandedDatagram _onHandedOver;
    private readonly LaterDatagrams _later = new();
    private List<ILoopMember> _toFlush = [];
    private List<ILoopMember> _flushing = [];
    private Shard[] _shards = [];
    private Inbox[] _inboxes = [];
    private ShardLoad? _load;
    private ShardDirectory? _directory;
    private Router? _router;
    private int _clientCount;
    private IShardProtocol? _protocol;
    private long _nextTickMs;
    private long _nextSweepMs;
    private long _stopAtMs = long.MaxValue;
    private bool _stopping;

    /// <param name="number">Its number.</param>
    /// <param name="ports">Its sockets, each at its index.</param>
    /// <param name="gate">What it lets in.</param>
    /// <param name="dtls">What the sockets for DTLS need; null where there are none.</param>
    /// <param name="protection">The keys of protected clients; null where there are none.</param>
    /// <param name="logger">Where it tells of failures.</param>
    public Shard(int number, UdpPort[] ports, IncomingGate gate, DtlsParts? dtls, ProtectionParts? protection, ILogger logger)
    {
        Number = number;
        _ports = ports;
        _gate = gate;
        _logger = logger;
        Poller = Poller.Create();
        _inbox = new Inbox(Poller.Wake);
        _onHandedOver = OnHandedOver;
        foreach (UdpPort port in ports)
        {
            port.BeforeWrite = () => _protocol!.Commit();
        }

        Protection = protection is null ? null : new ShardProtection(number, protection, this, logger);
        DatagramHandler up = Protection is null ? Dispatch : Protection.Receive;
        NowMs = Environment.TickCount64;
        Secured = dtls is null ? null : new DtlsLayer(this, ports, dtls, up, logger);
        _layers = [.. ports.Select(IDatagramLayer (port) => port.IsSecured ? Secured! : new PlainLayer(port, up))];
    }

    public int Number { get; }

    public int ShardCount => _shards.Length;

    public Poller Poller { get; }

    /// <summary>The time of this turn, in milliseconds.</summary>
    public long NowMs { get; private set; }

    public IReadOnlyList<UdpPort> Ports => _ports;

    /// <summary>What it lets in.</summary>
    public IncomingGate Gate => _gate;

    /// <summary>The layer of the sockets for DTLS; null where there are none.</summary>
    public DtlsLayer? Secured { get; }

    /// <summary>What stands before the router for clients with a key; null where there are none.</summary>
    public ShardProtection? Protection { get; }

    public long HandedOverCount { get; private set; }

    public long DroppedCount => _inbox.DroppedCount;

    public bool IsStarted => _protocol is not null;

    /// <summary>Ends with the thread; with the exception that ended it, where there was one.</summary>
    public Task Ended => _ended.Task;

    public void Start(Shard[] shards, ShardDirectory directory, Router router, IShardProtocol protocol)
    {
        _directory = directory;
        _shards = shards;
        _inboxes = [.. shards.Select(shard => shard._inbox)];
        _load = new ShardLoad(Number, shards.Length, _logger, ShardLoad.OfThisThread);
        _router = router;
        _protocol = protocol;
        Thread thread = new Thread(Run) { Name = $"shard {Number}", IsBackground = true };
        thread.Start();
    }

    /// <summary>Has the shard disconnect from clients and broker, and end within a time.</summary>
    public void Stop(int timeoutMs) => Post(() =>
    {
        _stopping = true;
        _stopAtMs = NowMs + timeoutMs;
        _protocol!.Stop();
    });

    public void Post(Action action) => _inbox.Post(action);

    public int Register(ILoopMember member)
    {
        if (!_freeKeys.TryPop(out int slot))
        {
            slot = _members.Count;
            _members.Add(null);
        }

        _members[slot] = member;
        return _ports.Length + slot;
    }

    public void Release(int key)
    {
        _members[key - _ports.Length] = null;
        _freeKeys.Push(key - _ports.Length);
    }

    public void FlushLater(ILoopMember member) => _toFlush.Add(member);

    public void BeforeWrite() => _protocol!.Commit();

    /// <summary>Sends a datagram by the socket that the peer's address names, when the turn is done.</summary>
    public void Send(in NetworkAddress peer, ReadOnlySpan<byte> datagram) => _layers[SocketAddresses.SocketIndex(peer)].Send(peer, datagram);

    public void HandOver(int shard, HandOverKind kind, in NetworkAddress peer, ReadOnlySpan<byte> datagram)
    {
        // What other threads leave is for this shard itself.
        if (shard != Number)
        {
            HandedOverCount++;
        }

        if (kind == HandOverKind.Down)
        {
            SendLater(shard, peer, datagram);
        }
        else
        {
            _shards[shard]._inbox.HandOver(kind, peer, datagram);
        }
    }

    /// <summary>Who a peer has shown to be, in UTF-8, of whichever shard; null for a peer without an identity. Nothing is allocated.</summary>
    public byte[]? PeerIdentity(in NetworkAddress peer)
    {
        return ProtectedAddress.IsOne(peer) ? Protection?.IdentityOf(peer)
            : SocketAddresses.IsSession(peer) ? _shards[SocketAddresses.SessionShard(peer)].Secured!.PeerIdentity(peer)
            : null;
    }

    public void Dispose()
    {
        _inbox.Close();
        foreach (UdpPort port in _ports)
        {
            port.Dispose();
        }

        Poller.Dispose();
    }

    private void Run()
    {
        try
        {
            for (int i = 0; i < _ports.Length; i++)
            {
                if (_ports[i].Receives)
                {
                    Poller.Add(_ports[i].Socket, i);
                }
            }

            _protocol!.Start();
            WriteAll();
            while (!IsOver())
            {
                Turn();
            }

            foreach (IDatagramLayer layer in _layers)
            {
                layer.Stop();
            }

            WriteAll();
            _ended.SetResult();
        }
        catch (Exception e)
        {
            // A bug of ours: the host hears of it and ends the process, rather than run on and answer some of its clients no more.
            _logger.LogCritical(e, "shard {Shard} failed", Number);
            _ended.SetException(e);
        }
    }

    private void Turn()
    {
        int ready = Poller.Wait(TimeoutMs());
        NowMs = Environment.TickCount64;
        for (int i = 0; i < ready; i++)
        {
            int key = Poller.Key(i);
            if (key < _ports.Length)
            {
                ReceiveBatch(_ports[key], _layers[key]);
            }
            else
            {
                _members[key - _ports.Length]?.OnReady(Poller.CanRead(i), Poller.CanWrite(i));
            }
        }

        _inbox.Empty(_onHandedOver);
        if (NowMs >= _nextTickMs)
        {
            Tick();
        }

        foreach (IDatagramLayer layer in _layers)
        {
            if (NowMs >= layer.NextDeadlineMs)
            {
                layer.OnTime(NowMs);
            }
        }

        if (NowMs >= _protocol!.NextDeadlineMs)
        {
            _protocol.OnTime();
        }

        WriteAll();
    }

    private int TimeoutMs()
    {
        long next = Math.Min(_nextTickMs, _protocol!.NextDeadlineMs);
        foreach (IDatagramLayer layer in _layers)
        {
            next = Math.Min(next, layer.NextDeadlineMs);
        }

        return (int)Math.Clamp(next - Environment.TickCount64, 0, ConnectionTickMs);
    }

    private bool IsOver() => _stopping && (_protocol!.IsStopped || NowMs >= _stopAtMs);

    private void Tick()
    {
        _nextTickMs = NowMs + ConnectionTickMs;
        Protection?.OnTime(NowMs);

        // A connection may end, or another begin, while the list is gone through.
        for (int i = 0; i < _members.Count; i++)
        {
            _members[i]?.OnTime();
        }

        _load!.OnTime(NowMs);
        if (NowMs >= _nextSweepMs)
        {
            _nextSweepMs = NowMs + SweepIntervalMs;
            _router!.Sweep(NowMs);
            Volatile.Write(ref _clientCount, _protocol!.ClientCount);
            if (_directory!.NeedsSweep(_shards.Sum(shard => (long)Volatile.Read(ref shard._clientCount))))
            {
                _directory.Sweep(Number, NowMs, _protocol.HasSession);
            }
        }
    }

    // One batch a turn, however many wait: under a flood answers, other sockets and the broker are not held up for longer.
    private void ReceiveBatch(UdpPort port, IDatagramLayer layer)
    {
        int count = port.Receive();
        for (int i = 0; i < count; i++)
        {
            int length = port.Length(i);
            if (length == 0)
            {
                continue;
            }

            NetworkAddress peer = port.Peer(i);
            if (_gate.Hears(peer))
            {
                layer.Receive(peer, port.Received, port.Offset(i), length);
            }
        }
    }

    public void Dispatch(in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        if (Admits(peer, peer, buffer, offset, length))
        {
            Dispatch(_router!.Route(NowMs, peer, buffer, offset, length), peer, buffer, offset, length);
        }
    }

    public void DispatchOf(ProtectedClient client, in NetworkAddress from, byte[] buffer, int offset, int length)
    {
        NetworkAddress peer = ProtectedAddress.Of(client.Number);
        if (Admits(from, peer, buffer, offset, length))
        {
            int owner = _router!.RouteOf(NowMs, ClientKey.Of(client.ClientId), MessagePeek.At(buffer, offset, length).Type);
            Dispatch(owner, peer, buffer, offset, length);
        }
    }

    // Rates are for the network address; an answer goes to who the protocol knows the sender as.
    private bool Admits(in NetworkAddress from, in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        if (_gate.Admits(NowMs, from, buffer, offset, length, out ReadOnlySpan<byte> answer))
        {
            return true;
        }

        if (!answer.IsEmpty && ProtectedAddress.IsOne(peer))
        {
            Protection!.Send(peer, answer.ToArray(), 0, answer.Length);
        }
        else if (!answer.IsEmpty)
        {
            Send(peer, answer);
        }

        return false;
    }

    private void Dispatch(int owner, in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        if (owner == Number)
        {
            _protocol!.OnDatagram(peer, buffer, offset, length);
            return;
        }

        HandOver(owner, HandOverKind.Up, peer, buffer.AsSpan(offset, length));
    }

    private void OnHandedOver(HandOverKind kind, in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        int socket = SocketAddresses.SocketIndex(peer);
        switch (kind)
        {
            case HandOverKind.Up:
                _protocol!.OnDatagram(peer, buffer, offset, length);
                break;
            case HandOverKind.Down:
                _layers[socket].Send(peer, buffer.AsSpan(offset, length));
                break;
            case HandOverKind.Received:
                _layers[socket].Receive(peer, buffer, offset, length);
                break;
            case HandOverKind.Out:
                _ports[socket].Send(peer, buffer.AsSpan(offset, length));
                break;
            default:
                throw new InvalidOperationException($"{kind} is not known");
        }
    }

    // The other shard sends it in a turn of its own, which knows nothing of what is committed here.
    private void SendLater(int shard, in NetworkAddress peer, ReadOnlySpan<byte> datagram)
    {
        if (_later.Bytes + datagram.Length > LaterBytesMax)
        {
            _protocol!.Commit();
            _later.Deliver(_inboxes);
        }

        _later.Add(shard, peer, datagram);
    }

    private void WriteAll()
    {
        // A write can fail, and what the protocol does then can queue another.
        while (_toFlush.Count > 0)
        {
            _protocol!.Commit();
            (_toFlush, _flushing) = (_flushing, _toFlush);
            foreach (ILoopMember member in _flushing)
            {
                member.Flush();
            }

            _flushing.Clear();
        }

        _protocol!.Commit();
        _later.Deliver(_inboxes);
        foreach (UdpPort port in _ports)
        {
            port.Flush();
        }
    }
}
