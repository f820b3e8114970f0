using System.Net.Sockets;
using SensorNet.BrokerAccess.Addresses;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// The TCP connection to a broker, on a loop's thread: nothing waits. Packets gather in one buffer and go out in one write when the loop's batch is
/// done; what comes back is read where it arrived. Only the resolution of the name happens elsewhere.
/// </summary>
internal sealed class TcpLink : MqttLink
{
    /// <summary>Reads in a row before others get their turn.</summary>
    private const int ReadsMax = 4;

    private readonly TcpConnector _connector;
    private int _key;
    private Socket? _socket;
    private bool _writeWanted;

    public TcpLink(MqttOptions options, ILoop loop, ILinkOwner owner)
        : base(options, loop, owner)
    {
        _connector = new TcpConnector(loop, FlushLater);
    }

    public override string Stage => "";

    protected override object? Carrier => _socket;

    public override void Register() => _key = Loop.Register(Owner);

    public override void Release() => Loop.Release(_key);

    public override void Open(BrokerAddress broker) => _connector.Begin(broker.Host, broker.Port);

    public override void Drop()
    {
        _connector.Cancel(_key);
        CloseSocket();
        Failure = null;
        Output.Clear();
        Input.Clear();
    }

    public override void WriteLast(ReadOnlySpan<byte> packet)
    {
        Loop.BeforeWrite();
        Output.TryAppend(packet);
        Output.Send(_socket!);
    }

    public override void Flush()
    {
        IsFlushQueued = false;
        if (_connector.IsOpening)
        {
            if (!_connector.TryStep(_key, out string? failure))
            {
                Owner.OnLinkLost(failure);
            }

            return;
        }

        if (_socket is null)
        {
            return;
        }

        if (Failure is not null)
        {
            Owner.OnLinkLost(Failure);
            return;
        }

        if (Output.Pending > 0)
        {
            Write();
        }
        else if (AcknowledgesSoon)
        {
            QuickAck.Arm(_socket);
        }

        AcknowledgesSoon = false;
    }

    public override void OnReady(bool canRead, bool canWrite)
    {
        if (_connector.IsOpening)
        {
            FinishOpening();
            return;
        }

        if (canWrite)
        {
            // Not at once: what has gathered in this batch may depend on what is kept at its end.
            FlushLater();
        }

        for (int reads = 0; canRead && _socket is not null && reads < ReadsMax; reads++)
        {
            canRead = ReadOnce();
        }
    }

    private void FinishOpening()
    {
        _socket = _connector.Finish(_key);
        if (_socket is null)
        {
            // The next address.
            FlushLater();
            return;
        }

        HeardMs = Loop.NowMs;
        Owner.OnLinkUp();
    }

    private void Write()
    {
        // Another link that was written to in the same pass may have caused something that this one has.
        Loop.BeforeWrite();
        SocketError error = Output.Send(_socket!);
        SentMs = Loop.NowMs;
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            Owner.OnLinkLost($"write: {error}");
            return;
        }

        WantWrite(error == SocketError.WouldBlock);
    }

    private bool ReadOnce()
    {
        int count = Input.Receive(_socket!, out SocketError error);
        if (error == SocketError.WouldBlock)
        {
            return false;
        }

        if (count == 0)
        {
            Owner.OnLinkLost(error == SocketError.Success ? "closed by the broker" : $"read: {error}");
            return false;
        }

        bool more = Input.WasFilled;
        return TakePackets() && more;
    }

    private void WantWrite(bool want)
    {
        if (_writeWanted != want)
        {
            _writeWanted = want;
            Loop.Poller.WantWrite(_socket!, _key, want);
        }
    }

    private void CloseSocket()
    {
        if (_socket is not null)
        {
            Loop.Poller.Remove(_socket, _key);
            _socket.Dispose();
            _socket = null;
        }

        _writeWanted = false;
    }
}
