using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SensorNet.GatewayService.Transport.Udp;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// The TCP connection to a broker, on a loop's thread: nothing waits. Packets gather in one buffer and go out in one write when the loop's batch is
/// done; what comes back is read where it arrived. Only the resolution of the name happens elsewhere.
/// </summary>
internal sealed class TcpLink
{
    /// <summary>Reads in a row before others get their turn.</summary>
    private const int ReadsMax = 4;

    private readonly ILoop _loop;
    private readonly ILinkOwner _owner;
    private readonly TcpConnector _connector;
    private int _key;
    private Socket? _socket;
    private bool _flushQueued;
    private bool _writeWanted;
    private string? _failure;

    public TcpLink(MqttOptions options, ILoop loop, ILinkOwner owner)
    {
        _loop = loop;
        _owner = owner;
        _connector = new TcpConnector(options.Host, options.Port, loop, FlushLater);
        Output = new OutputBuffer(options.OutputBytesMax);
        Input = new InputBuffer(options.InputBytesMin, options.InputBytesMax);
    }

    public OutputBuffer Output { get; }

    public InputBuffer Input { get; }

    /// <summary>When something was last written.</summary>
    public long SentMs { get; private set; }

    /// <summary>When something was last read, or the link came up.</summary>
    public long HeardMs { get; private set; }

    /// <summary>Registers with the loop.</summary>
    public void Register() => _key = _loop.Register(_owner);

    public void Release() => _loop.Release(_key);

    /// <summary>Begins to connect; the owner is told how it went.</summary>
    public void Open() => _connector.Begin();

    /// <summary>Ends it; the owner is not told. What waits to be written is discarded.</summary>
    public void Drop()
    {
        _connector.Cancel(_key);
        CloseSocket();
        _failure = null;
        Output.Clear();
        Input.Clear();
    }

    /// <summary>Writes what has gathered, as far as the socket takes it, before <see cref="Drop"/>.</summary>
    public void WriteLast(ReadOnlySpan<byte> packet)
    {
        _loop.BeforeWrite();
        Output.TryAppend(packet);
        Output.Send(_socket!);
    }

    public void Append(ReadOnlySpan<byte> packet)
    {
        if (!Output.TryAppend(packet))
        {
            Overflow();
        }

        FlushLater();
    }

    /// <summary>PUBACK, PUBREC, PUBREL or PUBCOMP.</summary>
    public void Acknowledge(byte type, int packetId)
    {
        if (!Output.TryAck(type, packetId))
        {
            Overflow();
        }

        FlushLater();
    }

    /// <summary>What is in the output is written when the loop's batch is done.</summary>
    public void FlushLater()
    {
        if (!_flushQueued)
        {
            _flushQueued = true;
            _loop.FlushLater(_owner);
        }
    }

    public void Flush()
    {
        _flushQueued = false;
        if (_connector.IsOpening)
        {
            if (!_connector.TryStep(_key, out string? failure))
            {
                _owner.OnLinkLost(failure);
            }

            return;
        }

        if (_socket is null)
        {
            return;
        }

        if (_failure is not null)
        {
            _owner.OnLinkLost(_failure);
            return;
        }

        if (Output.Pending > 0)
        {
            Write();
        }
    }

    public void OnReady(bool canRead, bool canWrite)
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

    /// <summary>
    /// Has TCP acknowledge at once what comes next. Mosquitto leaves Nagle's algorithm on: it holds back its next PUBACK until TCP has acknowledged
    /// the last one, which Linux would put off until there is something to send. It lasts until the next acknowledgement only (tcp(7), TCP_QUICKACK).
    /// </summary>
    public void AcknowledgeAtOnce()
    {
        if (_socket is not null && OperatingSystem.IsLinux())
        {
            int on = 1;
            _socket.SetRawSocketOption(Libc.TcpLevel, Libc.QuickAck, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in on)));
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

        HeardMs = _loop.NowMs;
        _owner.OnLinkUp();
    }

    private void Write()
    {
        SocketError error = Output.Send(_socket!);
        SentMs = _loop.NowMs;
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            _owner.OnLinkLost($"write: {error}");
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
            _owner.OnLinkLost(error == SocketError.Success ? "closed by the broker" : $"read: {error}");
            return false;
        }

        HeardMs = _loop.NowMs;
        bool more = Input.WasFilled;
        while (Input.TryNext())
        {
            _owner.OnPacket(Input.Header, Input.BodyOffset, Input.BodyLength);
            if (_socket is null)
            {
                return false;
            }
        }

        if (Input.Malformed)
        {
            _owner.OnLinkLost("malformed packet length");
            return false;
        }

        return more;
    }

    // The owner hears of it when the batch is done, as it may be the one who is calling.
    private void Overflow() => _failure ??= $"the broker reads too slowly: {Output.Pending} octets wait";

    private void WantWrite(bool want)
    {
        if (_writeWanted != want)
        {
            _writeWanted = want;
            _loop.Poller.WantWrite(_socket!, _key, want);
        }
    }

    private void CloseSocket()
    {
        if (_socket is not null)
        {
            _loop.Poller.Remove(_socket, _key);
            _socket.Dispose();
            _socket = null;
        }

        _writeWanted = false;
    }
}
