using System.Net.WebSockets;

namespace SensorNet.BrokerAccess.WebSockets;

/// <summary>Makes a WebSocket of a connection to a broker (MQTT 3.1.1, 6).</summary>
internal static class WebSocketConnector
{
    /// <summary>[MQTT-6.0.0-3], [MQTT-6.0.0-4].</summary>
    private const string SubProtocol = "mqtt";

    private const int FirstErrorStatus = 300;

    /// <param name="connection">The connection, with TLS or without, which the result owns; on failure it is disposed of.</param>
    /// <param name="host">The host's name for the request.</param>
    /// <param name="port">The port.</param>
    /// <param name="path">The path, with its query.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="WebSocketFailedException">What answers there makes no WebSocket of it.</exception>
    public static async Task<Stream> ConnectAsync(Stream connection, string host, int port, string path, CancellationToken stop)
    {
        ClientWebSocket socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(SubProtocol);

        // MQTT keeps alive by itself.
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.CollectHttpResponseDetails = true;
        HttpMessageInvoker invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = (_, _) => ValueTask.FromResult(connection),
            UseProxy = false,
            UseCookies = false,
        });
        try
        {
            // The connection has its TLS by now, so that the scheme is "ws" in any case.
            string place = host.Contains(':') ? $"[{host}]" : host;
            await socket.ConnectAsync(new Uri($"ws://{place}:{port}{path}"), invoker, stop).ConfigureAwait(false);
        }
        catch (WebSocketException failure)
        {
            string reason = Describe(failure, (int)socket.HttpStatusCode, path);
            Dispose();
            throw new WebSocketFailedException(reason, failure);
        }
        catch
        {
            Dispose();
            throw;
        }

        if (socket.SubProtocol != SubProtocol)
        {
            Dispose();
            throw new WebSocketFailedException($"what answers at the path {path} is a WebSocket, but not of MQTT");
        }

        return new WebSocketOctets(socket, invoker);

        void Dispose()
        {
            socket.Dispose();
            invoker.Dispose();
            connection.Dispose();
        }
    }

    private static string Describe(WebSocketException failure, int status, string path) => status switch
    {
        >= FirstErrorStatus => $"an HTTP server answers {status} and makes no WebSocket: is the path {path} right?",
        > 0 => $"what answers there makes no MQTT WebSocket at the path {path}: {Innermost(failure).Message}",
        _ => $"no WebSocket: {Innermost(failure).Message}",
    };

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
