using System.Net.Sockets;
using Org.BouncyCastle.Tls;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Sn.Network;

/// <summary>A DTLS session with a gateway over a connected socket. After the handshake its owner reads it, and gives it what came.</summary>
internal sealed class SecuredChannel : DatagramTransport
{
    private const int DatagramBytesMax = 65_507;
    private const int FlightBytesMax = 1_280 - 48;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);

    private readonly Socket _socket;
    private readonly CancellationToken _stop;
    private readonly byte[] _plain = new byte[DatagramBytesMax];
    private readonly Queue<byte[]> _messages = new();
    private DtlsTransport? _records;
    private ReadOnlyMemory<byte> _current;

    private SecuredChannel(Socket socket, CancellationToken stop)
    {
        _socket = socket;
        _stop = stop;
    }

    /// <summary>Whether the gateway has ended it.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether <see cref="TryTake"/> has a message.</summary>
    public bool HasMessage => _messages.Count > 0;

    /// <summary>Whether the gateway knows this client by a connection id.</summary>
    public bool UsesConnectionId { get; private set; }

    /// <summary>Makes a session.</summary>
    /// <exception cref="CliException">It could not be made; says why.</exception>
    public static async Task<SecuredChannel> OpenAsync(
        Socket socket, BrokerAddress gateway, ChannelOptions options, TimeSpan timeout, CancellationToken stop)
    {
        SecuredChannel channel = new SecuredChannel(socket, stop);
        ChannelClient client = new ChannelClient(options, gateway, timeout);
        try
        {
            // BouncyCastle waits for the gateway on the thread that asks.
            channel._records = await Task.Run(() => new DtlsClientProtocol().Connect(client, channel), CancellationToken.None).ConfigureAwait(false);
            channel.UsesConnectionId = client.UsesConnectionId;
            return channel;
        }
        catch (IOException failure)
        {
            stop.ThrowIfCancellationRequested();
            throw new CliException(Describe(failure, gateway, options, client, timeout));
        }
    }

    /// <summary>Sends a message.</summary>
    /// <exception cref="SocketException">This computer could not send it.</exception>
    public void Write(ReadOnlySpan<byte> message)
    {
        if (HasEnded)
        {
            return;
        }

        if (message.Length > _records!.GetSendLimit())
        {
            throw new SocketException((int)SocketError.MessageSize);
        }

        try
        {
            _records.Send(message);
        }
        catch (IOException failure)
        {
            HasEnded = true;
            throw failure.InnerException as SocketException ?? new SocketException((int)SocketError.ConnectionAborted);
        }
    }

    /// <summary>A datagram has come: its messages can be taken.</summary>
    public void Read(ReadOnlyMemory<byte> datagram)
    {
        _current = datagram;
        try
        {
            for (int length = First(); length >= 0; length = _records!.ReceivePending(_plain))
            {
                _messages.Enqueue(_plain[..length]);
            }
        }
        catch (IOException)
        {
            // An alert, or the gateway does not keep to the protocol: the session is over, and its owner says so.
            HasEnded = true;
        }
    }

    public bool TryTake(out byte[]? message) => _messages.TryDequeue(out message);

    /// <summary>Tells the gateway that the session is over.</summary>
    public void End()
    {
        if (!HasEnded)
        {
            _records?.Close();
        }
    }

    public int GetReceiveLimit()
    {
        return _records is null ? DatagramBytesMax
            : _current.Length > 0 ? _current.Length
            : throw new TlsTimeoutException("no datagram is there");
    }

    public int GetSendLimit() => _records is null ? FlightBytesMax : DatagramBytesMax;

    public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

    public int Receive(Span<byte> buffer, int waitMillis)
    {
        if (_records is null)
        {
            return Wait(buffer, TimeSpan.FromMilliseconds(waitMillis));
        }

        int length = _current.Length;
        _current.Span.CopyTo(buffer);
        _current = default;
        return length > 0 ? length : -1;
    }

    public void Send(byte[] buf, int off, int len) => _socket.Send(buf, off, len, SocketFlags.None);

    public void Send(ReadOnlySpan<byte> buffer) => _socket.Send(buffer);

    public void Close() => HasEnded = true;

    private int First()
    {
        try
        {
            return _records!.Receive(_plain, 1);
        }
        catch (TlsTimeoutException)
        {
            // The first record had no data.
            return _records!.ReceivePending(_plain);
        }
    }

    private int Wait(Span<byte> buffer, TimeSpan wait)
    {
        for (TimeSpan left = wait; left > TimeSpan.Zero; left -= Slice)
        {
            _stop.ThrowIfCancellationRequested();
            if (_socket.Poll(left < Slice ? left : Slice, SelectMode.SelectRead))
            {
                return _socket.Receive(buffer);
            }
        }

        return -1;
    }

    private static string Describe(Exception failure, BrokerAddress gateway, ChannelOptions options, ChannelClient client, TimeSpan timeout)
    {
        if (client.Problem is { } problem)
        {
            return $"the certificate of {gateway} {problem}";
        }

        if ((failure as SocketException ?? failure.InnerException as SocketException) is { } network)
        {
            return network.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset
                ? $"no gateway listens for DTLS at {gateway}: is it running, and is --gateway right?"
                : $"there is no way to {gateway}: {network.Message}";
        }

        return failure switch
        {
            TlsTimeoutException => $"no DTLS session with {gateway} within {timeout.TotalSeconds:0.##} s: does a gateway listen for DTLS there"
                + $"{(options.PskIdentity is null ? "" : ", and has it this key")}?",
            TlsFatalAlertReceived { AlertDescription: AlertDescription.unknown_psk_identity } =>
                $"the gateway at {gateway} has no key for the identity '{options.PskIdentity}'",
            TlsFatalAlertReceived { AlertDescription: AlertDescription.handshake_failure } when options.PskIdentity is null =>
                $"the gateway at {gateway} refused the session: it has no certificate, or wants one (--cert)",
            TlsFatalAlertReceived { AlertDescription: AlertDescription.handshake_failure } =>
                $"the gateway at {gateway} refused the session: it has no pre-shared keys",
            TlsFatalAlertReceived alert => $"the gateway at {gateway} refused the session: {AlertDescription.GetName(alert.AlertDescription)}",
            _ => $"no DTLS session with {gateway}: {failure.Message}",
        };
    }
}
