using System.Net.Sockets;
using SensorNet.BrokerAccess.Addresses;
using SensorNet.BrokerAccess.Tls;
using SensorNet.BrokerAccess.WebSockets;

namespace SensorNet.BrokerAccess;

/// <summary>Opens what carries MQTT to a broker: TCP, with TLS and WebSocket over it as the address says.</summary>
internal static class BrokerStream
{
    /// <param name="address">Where the broker is; its transport must be known.</param>
    /// <param name="tls">How TLS is spoken; may be null where the transport has none.</param>
    /// <param name="stage">Told what is under way, for a message about a time-out.</param>
    /// <param name="connected">Told the socket that carries everything, once it is connected.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SocketException">There is no TCP connection.</exception>
    /// <exception cref="IOException">There is one, and no TLS or no WebSocket over it; the message is for a user.</exception>
    public static async Task<Stream> OpenAsync(
        BrokerAddress address, TlsClientSettings? tls, Action<string> stage, Action<Socket> connected, CancellationToken stop)
    {
        stage("the TCP connection");
        Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, stop).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        connected(socket);
        return await WrapAsync(new NetworkStream(socket, ownsSocket: true), address, tls, stage, stop).ConfigureAwait(false);
    }

    /// <summary>Puts TLS and WebSocket over a connection that is there, as the address says. On failure it is disposed of.</summary>
    public static async Task<Stream> WrapAsync(
        Stream connection, BrokerAddress address, TlsClientSettings? tls, Action<string> stage, CancellationToken stop)
    {
        BrokerTransport transport = address.Transport ?? BrokerTransport.Tcp;
        if (transport.HasTls())
        {
            stage("the TLS handshake");
            connection = await TlsConnector.ConnectAsync(connection, address.Host, tls!, stop).ConfigureAwait(false);
        }

        if (transport.HasWebSocket())
        {
            stage("the WebSocket handshake");
            connection = await WebSocketConnector.ConnectAsync(
                connection, tls?.ServerName ?? address.Host, address.Port, address.Path ?? BrokerAddress.DefaultPath, stop).ConfigureAwait(false);
        }

        stage("CONNACK");
        return connection;
    }
}
