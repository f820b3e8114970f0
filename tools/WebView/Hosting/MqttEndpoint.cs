using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using MQTTnet.AspNetCore;

namespace SensorNet.WebView.Hosting;

/// <summary>MQTT over WebSocket, to the broker of this process.</summary>
internal static class MqttEndpoint
{
    public const string Path = "/mqtt";

    private const string SubProtocol = "mqtt";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapConnectionHandler<MqttConnectionHandler>(
            Path,
            connection =>
            {
                connection.Transports = HttpTransportType.WebSockets;

                // [MQTT-6.0.0-4]
                connection.WebSockets.SubProtocolSelector = _ => SubProtocol;
            });
    }

    /// <summary>[MQTT-6.0.0-3]: who does not offer MQTT is not spoken to.</summary>
    public static async Task RequireSubProtocolAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(Path) && !context.WebSockets.WebSocketRequestedProtocols.Contains(SubProtocol))
        {
            await PlainAnswer.WriteAsync(
                context, StatusCodes.Status400BadRequest, "this is for MQTT over WebSocket, sub-protocol 'mqtt'").ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
    }
}
