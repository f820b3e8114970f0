using Microsoft.Extensions.Logging;
using Org.BouncyCastle.Tls;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>
/// DTLS 1.2 (RFC 6347) with connection ids (RFC 9146) on all secured sockets of a shard. Handshakes run on threads of their own; the records of a
/// session are read and written on the shard's thread. The protocol knows a session by a name that stays the same when the peer's address changes.
/// </summary>
internal sealed class DtlsLayer : IDatagramLayer
{
    private const int TickMs = 1_000;

    private readonly ILayerHost _host;
    private readonly UdpPort[] _ports;
    private readonly DtlsParts _parts;
    private readonly DatagramHandler _up;
    private readonly ILogger _logger;
    private readonly DtlsLog _log;
    private readonly CookieGate _gate;
    private readonly SessionTable _sessions = new();
    private readonly Dictionary<NetworkAddress, Handshake> _handshakes = new(AddressComparer.Instance);
    private readonly Dictionary<int, Handshake> _handshakesByNumber = [];
    private readonly byte[] _plain = new byte[DtlsRecords.DatagramBytesMax];
    private readonly DtlsRecordCallback _onRecord;
    private bool _isAuthentic;
    private bool _isNewest;
    private int _lastNumber;

    /// <param name="host">The shard.</param>
    /// <param name="ports">All its sockets, each at its index.</param>
    /// <param name="parts">What all layers have in common.</param>
    /// <param name="up">Gets the messages.</param>
    /// <param name="logger">Is told what was refused.</param>
    public DtlsLayer(ILayerHost host, UdpPort[] ports, DtlsParts parts, DatagramHandler up, ILogger logger)
    {
        _host = host;
        _ports = ports;
        _parts = parts;
        _up = up;
        _logger = logger;
        _log = new DtlsLog(host.Number, Counters, logger);
        _gate = new CookieGate(parts.Crypto, ports, parts.Settings.HellosPerSecondMax, host.NowMs);
        _onRecord = OnRecord;
        NextDeadlineMs = host.NowMs + TickMs;
    }

    public long NextDeadlineMs { get; private set; }

    public DtlsCounters Counters { get; } = new();

    public void Receive(in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        ReadOnlySpan<byte> datagram = buffer.AsSpan(offset, length);
        if (length < DtlsRecords.HeaderLength)
        {
            Counters.Drop(DtlsDrop.Malformed);
        }
        else if (datagram[0] == DtlsRecords.WithConnectionId)
        {
            ReceiveById(peer, buffer, offset, length);
        }
        else if (DtlsRecords.IsClientHello(datagram))
        {
            OnHello(peer, buffer, offset, length);
        }
        else
        {
            ReceiveByAddress(peer, buffer, offset, length);
        }
    }

    public void Send(in NetworkAddress peer, ReadOnlySpan<byte> datagram)
    {
        if (SocketAddresses.IsSession(peer) && SocketAddresses.SessionShard(peer) != _host.Number)
        {
            _host.HandOver(SocketAddresses.SessionShard(peer), HandOverKind.Down, peer, datagram);
        }
        else if (Find(peer) is not { } session)
        {
            Counters.Drop(DtlsDrop.Ended);
        }
        else if (!session.CanSend(datagram.Length))
        {
            Counters.Drop(DtlsDrop.TooLong);
        }
        else
        {
            try
            {
                session.Records.Send(datagram);
            }
            catch (IOException e)
            {
                _log.Note(e.Message, session.Transport.Address, session.Identity);
                End(session, SessionEnd.Failed);
            }
        }
    }

    public void OnTime(long nowMs)
    {
        NextDeadlineMs = nowMs + TickMs;
        while (_sessions.Oldest is { } oldest && nowMs - oldest.HeardMs > _parts.Settings.SessionIdleSeconds * 1_000L)
        {
            End(oldest, SessionEnd.Idle);
        }

        _log.OnTime(nowMs);
    }

    /// <summary>Who a peer has shown to be, in UTF-8: one array for all of a session; null for nobody. For any thread.</summary>
    public byte[]? PeerIdentity(in NetworkAddress peer) => Find(peer)?.ClientId;

    /// <summary>The keys have changed: the sessions end whose key has gone, or is another one.</summary>
    public void OnKeysChanged()
    {
        foreach (DtlsSession session in _sessions.All.Where(HasLostItsKey).ToArray())
        {
            _log.Note("its key is gone", session.Transport.Address, session.Identity);
            End(session, SessionEnd.KeyGone);
        }
    }

    public void Stop()
    {
        foreach (Handshake handshake in _handshakes.Values)
        {
            handshake.Transport.GiveUp();
        }

        foreach (DtlsSession session in _sessions.All.ToArray())
        {
            End(session, SessionEnd.Stopped);
        }
    }

    private DtlsSession? Find(in NetworkAddress name)
    {
        DtlsSession? session = SocketAddresses.IsSession(name) ? _sessions.Find(name.Scope) : null;
        return session is not null && session.Name.IsSame(name) ? session : null;
    }

    // RFC 9146, 4: the type says that there is an id, and the id whose record it is.
    private void ReceiveById(in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        ReadOnlySpan<byte> datagram = buffer.AsSpan(offset, length);
        if (!ConnectionIds.TryRead(datagram, out int shard, out int number))
        {
            Counters.Drop(DtlsDrop.Malformed);
        }
        else if (shard != _host.Number && shard < _host.ShardCount)
        {
            _host.HandOver(shard, HandOverKind.Received, peer, datagram);
        }
        else if (_sessions.Find(number) is { } session && session.HasIdOf(datagram))
        {
            Read(session, peer, buffer, offset, length);
        }
        else if (_handshakesByNumber.TryGetValue(number, out Handshake? handshake) && handshake.Address.IsSame(peer))
        {
            Leave(handshake, datagram);
        }
        else
        {
            Counters.Drop(DtlsDrop.NoSession);
        }
    }

    private void ReceiveByAddress(in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        ReadOnlySpan<byte> datagram = buffer.AsSpan(offset, length);
        DtlsSession? session = _sessions.At(peer);
        if (_handshakes.TryGetValue(peer, out Handshake? handshake) && (session is null || !IsOfOldSession(datagram, handshake)))
        {
            Leave(handshake, datagram);
        }
        else if (session is null)
        {
            Counters.Drop(DtlsDrop.NoSession);
        }
        else
        {
            Read(session, peer, buffer, offset, length);
        }
    }

    // Until the gateway has said its Finished, the peer's data can only be of the session that it had before.
    private static bool IsOfOldSession(ReadOnlySpan<byte> datagram, Handshake handshake) =>
        DtlsRecords.Epoch(datagram) > 0 && datagram[0] != DtlsRecords.Handshake && !handshake.Transport.HasSentFinished;

    private void Leave(Handshake handshake, ReadOnlySpan<byte> datagram)
    {
        int fragmentMin = handshake.Transport.HasSentFinished ? 1 : DtlsRecords.FinishedFragmentMin;
        int length = DtlsRecords.ValidLength(datagram, fragmentMin, null);
        if (length == 0)
        {
            Counters.Drop(DtlsDrop.Malformed);
        }
        else if (!handshake.Transport.TryLeave(datagram[..length]))
        {
            Counters.Drop(DtlsDrop.HandshakeQueue);
        }
    }

    // Also from the address of a session: the node may have started anew. The session stays until the new one is made (RFC 6347, 4.2.8).
    private void OnHello(in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        ReadOnlySpan<byte> hello = buffer.AsSpan(offset, length);
        ulong mark = DtlsRecords.HelloMark(hello);
        if (_handshakes.TryGetValue(peer, out Handshake? handshake) && handshake.Mark == mark && DtlsRecords.HasCookie(hello))
        {
            Leave(handshake, hello);
        }
        else if (_sessions.At(peer) is { } session && session.Mark == mark)
        {
            // It came late: the session is there.
            Read(session, peer, buffer, offset, length);
        }
        else if (!_gate.HasRoom(_host.NowMs, hello))
        {
            Counters.Drop(DtlsDrop.HelloRate);
        }
        else if (_gate.Check(_host.NowMs, peer, buffer, offset, length, out string? problem) is { } request)
        {
            Begin(peer, mark, request);
        }
        else if (problem is not null)
        {
            Counters.Drop(DtlsDrop.Malformed);
            _log.Note(problem, peer, null);
        }
        else
        {
            Counters.Drop(DtlsDrop.NoCookie);
        }
    }

    private void Begin(in NetworkAddress peer, ulong mark, DtlsRequest request)
    {
        if (_handshakes.TryGetValue(peer, out Handshake? earlier))
        {
            Forget(earlier);
            earlier.Transport.GiveUp();
        }

        int number = NextNumber();
        NodeServer server = new NodeServer(_parts, ConnectionIds.Make(_host.Number, number));
        PeerTransport transport = new PeerTransport(_host, _ports, _parts.Pool, peer);
        Handshake handshake = new Handshake(number, mark, server, transport, request, done => _host.Post(() => OnDone(done)));
        if (_parts.Pool.TryStart(handshake) is { } reason)
        {
            Counters.Drop(reason);
            _log.Note("no handshake is begun", peer, null);
            return;
        }

        _handshakes[peer] = handshake;
        _handshakesByNumber[number] = handshake;
    }

    private void OnDone(Handshake handshake)
    {
        bool isCurrent = _handshakes.TryGetValue(handshake.Address, out Handshake? current) && current == handshake;
        if (isCurrent)
        {
            Forget(handshake);
        }

        if (handshake.Records is null || !isCurrent)
        {
            HandshakeFailure failure = isCurrent ? handshake.Failure : HandshakeFailure.BegunAnew;
            Counters.Failures[(int)failure]++;
            _log.Note($"{failure}, {handshake.Reason}", handshake.Address, handshake.Server.Claimed);
            _logger.LogDebug("DTLS handshake of {Peer} failed: {Failure}", SocketAddresses.ToEndPoint(handshake.Address), failure);
            return;
        }

        Queue<byte[]> unread = handshake.Transport.EndHandshake();
        DtlsSession session = new DtlsSession(handshake, _host.Number);
        Add(session);
        while (!session.HasEnded && unread.TryDequeue(out byte[]? datagram))
        {
            Read(session, handshake.Address, datagram, 0, datagram.Length);
        }
    }

    private void Add(DtlsSession session)
    {
        // Another peer with a connection id may have gone from there, unheard since.
        if (_sessions.At(session.Transport.Address) is { } old && (!old.UsesConnectionId || old.Identity == session.Identity))
        {
            End(old, SessionEnd.Replaced);
        }

        if (_sessions.Count >= _parts.Settings.SessionsPerShardMax)
        {
            End(_sessions.Oldest!, SessionEnd.Full);
        }

        _sessions.Add(session, _host.NowMs);
        Counters.Completed++;
        Counters.Sessions = _sessions.Count;
        _logger.LogDebug("DTLS session with {Peer}", SocketAddresses.ToEndPoint(session.Transport.Address));
        if (HasLostItsKey(session))
        {
            End(session, SessionEnd.KeyGone);
        }
    }

    private void Read(DtlsSession session, in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        int valid = DtlsRecords.ValidLength(buffer.AsSpan(offset, length), session.FragmentMin, session.UsesConnectionId);
        if (valid == 0)
        {
            Counters.Drop(DtlsDrop.Malformed);
            return;
        }

        if (!session.MayRead(_host.NowMs))
        {
            Counters.Drop(DtlsDrop.ForgedRate);
            return;
        }

        _isAuthentic = _isNewest = false;
        session.Transport.Load(buffer, offset, valid);
        try
        {
            for (int count = First(session); count >= 0 && !session.HasEnded; count = session.Records.ReceivePending(_plain, _onRecord))
            {
                Deliver(session, peer, count);
            }
        }
        catch (IOException e)
        {
            _log.Note(e.Message, peer, session.Identity);
            End(session, SessionEnd.Failed);
        }

        if (!session.HasEnded)
        {
            TakeVerdict(session, peer, DtlsRecords.Epoch(buffer.AsSpan(offset)));
        }
    }

    // What the records that were read were.
    private void TakeVerdict(DtlsSession session, in NetworkAddress peer, int epoch)
    {
        if (session.Transport.IsClosed)
        {
            End(session, SessionEnd.ClosedByPeer);
        }
        else if (_isAuthentic)
        {
            MoveIfNewest(session, peer);
            _sessions.Heard(session, _host.NowMs);
        }
        else if (epoch == 0)
        {
            // BouncyCastle has said its last messages again where they were asked for (RFC 6347, 4.2.4).
            Counters.Drop(DtlsDrop.Repeated);
        }
        else
        {
            Counters.Drop(DtlsDrop.NotAuthentic);
            session.Reject(_host.NowMs);
            _log.Note("a record that is not authentic", peer, session.Identity);
        }
    }

    // A wait of 0 would have no end; of 1 ms none comes about, as the transport says at once that there is nothing more.
    private int First(DtlsSession session)
    {
        try
        {
            return session.Records.Receive(_plain, 1, _onRecord);
        }
        catch (TlsTimeoutException)
        {
            // The first record had no data; there may be others in the datagram.
            return session.Records.ReceivePending(_plain, _onRecord);
        }
    }

    private void Deliver(DtlsSession session, in NetworkAddress peer, int count)
    {
        MoveIfNewest(session, peer);
        if (count == 0)
        {
            return;
        }

        if (_parts.Settings.IdentityIsClientId && !IdentityRule.Allows(session, _plain, count, out byte[] answer))
        {
            Counters.Drop(DtlsDrop.ForeignClientId);
            _log.Note("it used another client id", peer, session.Identity);
            if (answer.Length > 0)
            {
                Send(session.Name, answer);
            }

            return;
        }

        _up(session.Name, _plain, 0, count);
    }

    // RFC 9146, 6: only the newest record of all, whose authentication code is right, tells a new address.
    private void MoveIfNewest(DtlsSession session, in NetworkAddress peer)
    {
        if (_isNewest && !peer.IsSame(session.Transport.Address))
        {
            _sessions.Move(session, peer);
            Counters.Moves++;
        }
    }

    private void OnRecord(DtlsRecordFlags flags)
    {
        _isAuthentic = true;
        _isNewest |= flags.HasFlag(DtlsRecordFlags.IsNewest | DtlsRecordFlags.UsesConnectionID);
    }

    private void End(DtlsSession session, SessionEnd reason)
    {
        session.HasEnded = true;
        _sessions.Remove(session);
        Counters.Ends[(int)reason]++;
        Counters.Sessions = _sessions.Count;
        _logger.LogDebug("DTLS session with {Peer} ended: {Reason}", SocketAddresses.ToEndPoint(session.Transport.Address), reason);
        if (reason is SessionEnd.Idle or SessionEnd.Full or SessionEnd.KeyGone or SessionEnd.Stopped)
        {
            // Says close_notify; a replaced session does not, as the peer has no keys for it any more.
            session.Records.Close();
        }
    }

    private bool HasLostItsKey(DtlsSession session) => session.Key is not null && !ReferenceEquals(_parts.Psk!.Find(session.Identity!), session.Key);

    private void Forget(Handshake handshake)
    {
        _handshakes.Remove(handshake.Address);
        _handshakesByNumber.Remove(handshake.Number);
    }

    private int NextNumber()
    {
        do
        {
            _lastNumber = (_lastNumber + 1) & int.MaxValue;
        }
        while (_sessions.Find(_lastNumber) is not null || _handshakesByNumber.ContainsKey(_lastNumber));
        return _lastNumber;
    }
}
