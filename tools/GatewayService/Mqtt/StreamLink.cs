using SensorNet.BrokerAccess.Addresses;
using SensorNet.BrokerAccess.Tls;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// A link over a stream of .NET's: TLS and WebSocket. It is opened on the thread pool; reads and writes begin on the loop's thread, where those that
/// find data, or room in the socket, end at once, and the others are told to the loop when they end. A read goes on only when all that came
/// before was taken, a write when the one before has ended: what waits is in the buffers, within their limits.
/// </summary>
internal sealed class StreamLink(MqttOptions options, BrokerChoice brokers, ILoop loop, ILinkOwner owner) : MqttLink(options, loop, owner)
{
    /// <summary>Reads in a row before others get their turn.</summary>
    private const int ReadsMax = 4;

    private StreamSession? _session;
    private TlsClientSettings? _tls;
    private bool _writesLast;

    public override string Stage => _session?.Stage ?? "";

    protected override object? Carrier => _session;

    private int Key { get; set; }

    public override void Register() => Key = Loop.Register(Owner);

    public override void Release() => Loop.Release(Key);

    public override void Open(BrokerAddress broker)
    {
        IsExplained = false;
        _session = new StreamSession(Loop, OnRead, OnWritten);
        _tls = brokers.Tls;
        _session.Open(broker, _tls, OnOpened);
    }

    public override void Drop()
    {
        _session?.Close(letsWrite: _writesLast);
        _session = null;
        _writesLast = false;
        Failure = null;
        Output.Clear();
        Input.Abandon();
    }

    public override void WriteLast(ReadOnlySpan<byte> packet)
    {
        Loop.BeforeWrite();
        Output.TryAppend(packet);
        _writesLast = true;
        if (_session is { IsOpen: true, IsWriting: false })
        {
            Write(_session);
        }
    }

    public override void Flush()
    {
        IsFlushQueued = false;
        if (_session is null)
        {
            return;
        }

        if (Failure is not null)
        {
            Owner.OnLinkLost(Failure);
            return;
        }

        if (_session is { IsOpen: true, IsWriting: false })
        {
            if (AcknowledgesSoon && Output.Pending == 0)
            {
                _session.AcknowledgeAtOnce();
            }

            Write(_session);
        }

        AcknowledgesSoon = false;
    }

    public override void OnReady(bool canRead, bool canWrite)
    {
        // Its socket is not in the poller.
    }

    private void OnOpened(StreamSession session, string? failure)
    {
        if (session != _session)
        {
            return;
        }

        if (failure is not null)
        {
            Lose(failure);
            return;
        }

        HeardMs = Loop.NowMs;
        Owner.OnLinkUp();
        ReadOn(session);
    }

    private void OnRead(StreamSession session)
    {
        if (session == _session && TakeRead(session))
        {
            ReadOn(session);
        }
    }

    private void ReadOn(StreamSession session)
    {
        for (int reads = 0; reads < ReadsMax; reads++)
        {
            if (session != _session)
            {
                return;
            }

            if (!TryBegin(session))
            {
                // The owner knows whether an acknowledgement is urgent, as after a read of the poller's.
                Owner.OnReady(canRead: false, canWrite: false);
                return;
            }

            if (!TakeRead(session))
            {
                return;
            }
        }

        Loop.Post(() => ReadOn(session));
    }

    private bool TryBegin(StreamSession session)
    {
        try
        {
            return session.TryRead(Input.Free());
        }
        catch (Exception e) when (IsOfStream(e))
        {
            LoseFor(e, "read");
            return false;
        }
    }

    // Whether the link goes on.
    private bool TakeRead(StreamSession session)
    {
        int count;
        try
        {
            count = session.EndRead();
        }
        catch (Exception e) when (IsOfStream(e))
        {
            LoseFor(e, "read");
            return false;
        }

        if (count == 0)
        {
            Owner.OnLinkLost("closed by the broker");
            return false;
        }

        Input.OnReceived(count);
        return TakePackets();
    }

    private void OnWritten(StreamSession session)
    {
        if (session == _session && EndWrite(session))
        {
            Write(session);
            Owner.Flush();
        }
    }

    private void Write(StreamSession session)
    {
        // It can be within a batch, when an earlier write has ended.
        Loop.BeforeWrite();
        while (Output.Pending > 0)
        {
            if (!TryWrite(session) || !EndWrite(session))
            {
                return;
            }
        }
    }

    private bool TryWrite(StreamSession session)
    {
        try
        {
            return session.TryWrite(Output.Take());
        }
        catch (Exception e) when (IsOfStream(e))
        {
            LoseFor(e, "write");
            return false;
        }
    }

    private bool EndWrite(StreamSession session)
    {
        try
        {
            session.EndWrite();
        }
        catch (Exception e) when (IsOfStream(e))
        {
            LoseFor(e, "write");
            return false;
        }

        Output.Return();
        SentMs = Loop.NowMs;
        return true;
    }

    private static bool IsOfStream(Exception e) =>
        e is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException;

    private void LoseFor(Exception e, string what)
    {
        if (_writesLast)
        {
            // It is dropped by the one who calls: the broker publishes the will.
            return;
        }

        string? alert = _tls is null ? null : TlsFailureText.OfEnd(e, _tls);
        if (alert is not null)
        {
            Lose(alert);
            return;
        }

        Owner.OnLinkLost($"{what}: {(e.InnerException ?? e).Message}");
    }

    private void Lose(string reason)
    {
        IsExplained = true;
        Owner.OnLinkLost(reason);
    }
}
