using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SensorNet.Emulator;

/// <summary>
/// nanoFramework's Socket: UDP over the PC's own network while the board's radio has one, and TCP as far as a client goes. Without a network nothing
/// can be sent, and datagrams that arrive are lost. It closes with the power.
/// </summary>
internal sealed class BoardSocket : ILinkListener, IDisposable
{
    // How long a waiting thread takes to notice that the power is off.
    private const int PollSliceMicroseconds = 50_000;

    // A datagram can vanish between Poll and ReceiveFrom, when the network goes.
    private const int ReceiveTimeoutMs = 50;

    // More than the PC's buffer holds.
    private const int DrainMax = 10_000;

    private readonly object _lock = new();
    private readonly BoardRuntime _runtime;
    private readonly System.Net.Sockets.Socket _host;
    private BoardTcp? _tcp;
    private bool _isClosed;

    /// <exception cref="NotSupportedException">It is not for UDP or TCP over IPv4.</exception>
    public BoardSocket(AddressFamily addressFamily, SocketType socketType, ProtocolType protocolType)
    {
        bool isTcp = socketType == SocketType.Stream && protocolType == ProtocolType.Tcp;
        if (addressFamily != AddressFamily.InterNetwork || !(isTcp || (socketType == SocketType.Dgram && protocolType == ProtocolType.Udp)))
        {
            throw new NotSupportedException("The emulated socket carries UDP and TCP over IPv4 only.");
        }

        _runtime = BoardRuntime.Current;
        _host = new System.Net.Sockets.Socket(addressFamily, socketType, protocolType) { ReceiveTimeout = ReceiveTimeoutMs };
        _runtime.Board.Wifi.Add(this);
        _runtime.OnPowerOff(this);
    }

    /// <summary>Bytes of the next datagram.</summary>
    public int Available => IsHeard() ? _host.Available : 0;

    /// <summary>The socket's own address and port.</summary>
    public EndPoint? LocalEndPoint => _host.LocalEndPoint;

    public void Bind(EndPoint localEP)
    {
        _runtime.ThrowIfOff();
        _host.Bind(localEP);
    }

    /// <exception cref="SocketException">Nobody is there.</exception>
    public void Connect(EndPoint remoteEP) => _tcp = BoardTcp.Connect(_runtime, remoteEP);

    public int Send(byte[] buffer) => Tcp.Send(buffer, 0, buffer.Length);

    public int Receive(byte[] buffer, int offset, int size, SocketFlags socketFlags) => Tcp.Receive(buffer, offset, size);

    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, bool optionValue)
    {
        _runtime.ThrowIfOff();
        _host.SetSocketOption(optionLevel, optionName, optionValue);
    }

    /// <exception cref="SocketException">There is no network.</exception>
    public int SendTo(byte[] buffer, int offset, int size, SocketFlags socketFlags, EndPoint remoteEP)
    {
        _runtime.ThrowIfOff();
        _runtime.SimulatedTime?.NoteTraffic();
        return _runtime.Board.Wifi.IsUp
            ? _host.SendTo(buffer, offset, size, socketFlags, remoteEP)
            : throw new SocketException((int)SocketError.HostUnreachable);
    }

    /// <summary>Takes the next datagram; blocks until there is one.</summary>
    public int ReceiveFrom(byte[] buffer, int offset, int size, SocketFlags socketFlags, ref EndPoint remoteEP)
    {
        while (!Poll(-1, SelectMode.SelectRead))
        {
        }

        _runtime.SimulatedTime?.NoteTraffic();
        return _host.ReceiveFrom(buffer, offset, size, socketFlags, ref remoteEP);
    }

    /// <summary>
    /// Waits for anything on a connection for so long (below 0: without end), or for a datagram for so long in the PC's time: simulated time passes
    /// meanwhile.
    /// </summary>
    public bool Poll(int microSeconds, SelectMode mode)
    {
        if (_tcp is not null)
        {
            return _tcp.Poll(microSeconds);
        }

        long startedAt = Stopwatch.GetTimestamp();
        while (true)
        {
            _runtime.ThrowIfOff();
            double leftMicroseconds = microSeconds - Stopwatch.GetElapsedTime(startedAt).TotalMicroseconds;
            bool isLast = microSeconds >= 0 && leftMicroseconds <= PollSliceMicroseconds;
            if (PollHost(isLast ? (int)Math.Max(0, leftMicroseconds) : PollSliceMicroseconds, mode) && IsHeard())
            {
                return true;
            }

            if (isLast)
            {
                return false;
            }
        }
    }

    private bool PollHost(int microseconds, SelectMode mode)
    {
        using IDisposable? outside = _runtime.Outside();
        return _host.Poll(microseconds, mode);
    }

    private BoardTcp Tcp => _tcp ?? throw new SocketException((int)SocketError.NotConnected);

    public void Close() => Dispose();

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
        }

        _runtime.Board.Wifi.Remove(this);
        _runtime.ForgetOnPowerOff(this);
        _tcp?.Dispose();
        _host.Dispose();
    }

    /// <summary>The radio has a network again: what came before is lost.</summary>
    public void GainLink() => Drain();

    // What arrives without a network is lost at once, so that no thread waits for it.
    private bool IsHeard()
    {
        if (_runtime.Board.Wifi.IsUp)
        {
            return true;
        }

        Drain();
        return false;
    }

    private void Drain()
    {
        byte[] discarded = new byte[1];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        lock (_lock)
        {
            for (int i = 0; i < DrainMax && !_isClosed && _host.Poll(0, SelectMode.SelectRead); i++)
            {
                try
                {
                    _host.ReceiveFrom(discarded, SocketFlags.None, ref from);
                }
                catch (SocketException exception) when (exception.SocketErrorCode == SocketError.MessageSize)
                {
                    // Longer than the buffer, as nearly all are: gone all the same.
                    continue;
                }
            }
        }
    }
}
