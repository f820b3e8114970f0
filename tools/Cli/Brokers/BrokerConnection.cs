using System.Net;
using System.Net.Sockets;
using MQTTnet.Channel;
using SensorNet.BrokerAccess;

namespace SensorNet.Cli.Brokers;

/// <summary>One connection to a broker, and what is known of who answers there. MQTTnet itself tells only that it failed.</summary>
/// <param name="options">How to reach the broker.</param>
internal sealed class BrokerConnection(BrokerOptions options) : IMqttClientStreamProvider
{
    private ObservedStream? _stream;
    private bool _wasReset;

    /// <summary>True from when TCP is connected.</summary>
    public bool IsOpen => _stream is not null || _wasReset;

    /// <summary>The first bytes that came, of TLS where that is used.</summary>
    public ReadOnlySpan<byte> First => _stream is null ? [] : _stream.First;

    /// <summary>True when the other side has closed the connection, or broken it off.</summary>
    public bool HasEnded => _stream?.HasEnded ?? _wasReset;

    /// <summary>True from when the broker has answered CONNECT.</summary>
    public bool IsAnswered { get; set; }

    public async Task<Stream> ConnectAsync(EndPoint brokerEndPoint, CancellationToken cancellationToken)
    {
        Socket socket = options.IsOverIPv4
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(brokerEndPoint, cancellationToken).ConfigureAwait(false);
            _stream = new ObservedStream(new NetworkStream(socket, ownsSocket: true));

            return options.IsWebSocket
                ? await BrokerStream.WrapAsync(_stream, options.Address, options.TlsClient, _ => { }, cancellationToken).ConfigureAwait(false)
                : options.Tls ? await BrokerHandshake.MakeAsync(_stream, options, cancellationToken).ConfigureAwait(false)
                : _stream;
        }
        catch (Exception failure)
        {
            // Accepted, and broken off before the call came back.
            _wasReset = failure is SocketException
            {
                SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown,
            };
            socket.Dispose();
            throw;
        }
    }
}
