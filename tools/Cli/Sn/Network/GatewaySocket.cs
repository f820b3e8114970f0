using System.Net;
using System.Net.Sockets;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Addresses;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.Cli.Sn.Network;

/// <summary>A UDP socket that talks to one gateway. One thread at a time uses it.</summary>
internal sealed class GatewaySocket : IClientTransport, IDisposable
{
    private readonly DatagramTrace? _trace;
    private readonly byte[] _buffer = new byte[Limits.MessageLengthMax];
    private readonly byte[] _gatewayOctets;
    private Socket _socket;
    private SecuredChannel? _channel;
    private Task<int>? _receiving;
    private SocketError _error = SocketError.Success;

    /// <exception cref="CliException">This computer has no way to the gateway.</exception>
    public GatewaySocket(IPEndPoint gateway, DatagramTrace? trace)
    {
        Gateway = gateway;
        _gatewayOctets = GatewayAddressField.ToOctets(gateway);
        _trace = trace;
        _socket = Open(gateway);
    }

    public IPEndPoint Gateway { get; }

    /// <summary>Whether any datagram has come from the gateway.</summary>
    public bool HasHeard { get; private set; }

    /// <summary>Whether there was a DTLS session, and it is over.</summary>
    public bool HasLostSession => _channel is { HasEnded: true };

    /// <summary>Where the gateway is, as <see cref="MqttSnClient"/> takes it.</summary>
    public byte[] GatewayOctets => _gatewayOctets;

    /// <summary>Makes a DTLS session, or a new one, from a port of its own.</summary>
    /// <param name="name">The gateway, as its certificate must name it.</param>
    /// <param name="options">Keys and certificates.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="CliException">It could not be made; says why.</exception>
    public async Task SecureAsync(BrokerAddress name, ChannelOptions options, TimeSpan timeout, CancellationToken stop)
    {
        // A receive that is under way would take the handshake's datagrams; with its socket it ends.
        _receiving?.ContinueWith(ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _receiving = null;
        _socket.Dispose();
        _socket = Open(Gateway);
        _error = SocketError.Success;
        _channel = await SecuredChannel.OpenAsync(_socket, name, options, timeout, stop).ConfigureAwait(false);
        HasHeard = true;
        _trace?.Note($"there is a DTLS session{(_channel.UsesConnectionId ? ", with a connection id" : "")}");
    }

    /// <summary>The DTLS session, where there is one, is of no use any more.</summary>
    public void EndSession() => _channel?.End();

    public void Send(byte[] address, byte[] buffer, int offset, int length)
    {
        ReadOnlySpan<byte> datagram = buffer.AsSpan(offset, length);
        _trace?.Sent(datagram);
        try
        {
            if (_channel is null)
            {
                _socket.Send(datagram);
            }
            else
            {
                _channel.Write(datagram);
            }
        }
        catch (SocketException failure)
        {
            // Lost, as any datagram can be: the client sends again what must arrive.
            NoteError(failure);
        }
    }

    public void Broadcast(int radius, byte[] buffer, int offset, int length) =>
        throw new InvalidOperationException("a client whose gateway is known does not search");

    /// <summary>Waits for a datagram or an error of the network.</summary>
    public Task WhenReadableAsync() => _channel is { HasMessage: true } or { HasEnded: true } ? Task.CompletedTask : _receiving ??= ReceiveAsync();

    /// <summary>Gives the datagram that has come, if one has. It is valid until the next call of <see cref="WhenReadableAsync"/>.</summary>
    public bool TryTake(out byte[] buffer, out int length)
    {
        buffer = _buffer;
        length = 0;
        if (TryTakeMessage(ref buffer, ref length))
        {
            return true;
        }

        if (_receiving is not { IsCompleted: true } received)
        {
            return false;
        }

        _receiving = null;
        if (received.Exception?.InnerException is { } failure)
        {
            NoteError(failure as SocketException ?? throw failure);
            return false;
        }

        length = received.GetAwaiter().GetResult();
        HasHeard = true;
        _error = SocketError.Success;
        if (_channel is not null)
        {
            _channel.Read(_buffer.AsMemory(0, length));
            return TryTakeMessage(ref buffer, ref length);
        }

        _trace?.Received(buffer.AsSpan(0, length));
        return true;
    }

    /// <summary>The last error of the network since a datagram came, one that no call has reported yet included.</summary>
    public SocketError PendingError()
    {
        if (_receiving is null && _socket.Poll(TimeSpan.Zero, SelectMode.SelectError))
        {
            // A refusal of the last datagram sent: there may be no other call that would tell it.
            int unreported = (int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
            _error = unreported == 0 ? _error : (SocketError)unreported;
        }

        return _error;
    }

    public void Dispose()
    {
        EndSession();
        _socket.Dispose();
    }

    private static Socket Open(IPEndPoint gateway)
    {
        Socket socket = new Socket(gateway.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            // Connected, so that a port where nobody listens is told, and datagrams of other addresses are not received.
            socket.Connect(gateway);
            return socket;
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new CliException($"there is no way to {gateway}: {failure.Message}");
        }
    }

    private bool TryTakeMessage(ref byte[] buffer, ref int length)
    {
        if (_channel is null || !_channel.TryTake(out byte[]? message))
        {
            return false;
        }

        buffer = message!;
        length = message!.Length;
        _trace?.Received(message);
        return true;
    }

    private Task<int> ReceiveAsync() => _socket.ReceiveAsync(_buffer.AsMemory(), SocketFlags.None).AsTask();

    private void NoteError(SocketException failure)
    {
        _error = failure.SocketErrorCode;
        _trace?.Note(failure.Message);
    }
}
