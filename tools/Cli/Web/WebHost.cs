using System.Net;
using MQTTnet.AspNetCore;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.NodeCommands;
using SensorNet.WebView.Commands;
using SensorNet.WebView.Hosting;

namespace SensorNet.Cli.Web;

/// <summary>The web view of a session, and what the terminal says of it.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    private readonly WebServer _server;

    private WebHost(WebServer server)
    {
        _server = server;
    }

    /// <param name="plan">What the options say.</param>
    /// <param name="feed">What is shown.</param>
    /// <param name="broker">Where commands go.</param>
    /// <param name="mqtt">Where MQTT over WebSocket goes; null for nowhere.</param>
    /// <param name="shown">Takes the line with the address.</param>
    /// <param name="notes">Takes warnings.</param>
    /// <exception cref="CliException">It cannot listen there.</exception>
    public static async Task<WebHost> StartAsync(
        WebPlan plan, WebFeed feed, BrokerOptions broker, MqttConnectionHandler? mqtt, TextWriter shown, TextWriter notes)
    {
        WebServerOptions options = new WebServerOptions(feed.Live)
        {
            Address = plan.Listen,
            Port = plan.Port ?? WebPlan.PortDefault,
            IsAnyPortGood = plan.Port is null,
            Certificate = plan.Certificate,
            Chain = plan.Chain,
            Commands = plan.AllowsCommands ? new BoundedCommands(new NodeCommandSender(broker with { ClientId = null }), feed.Live) : null,
            Mqtt = mqtt,
            Note = notes.WriteLine,
        };
        try
        {
            WebServer server = await WebServer.StartAsync(options).ConfigureAwait(false);
            string also = mqtt is not null && options.IsLoopback ? $" (MQTT over WebSocket: ws://{server.Url.Authority}/mqtt)" : "";
            await shown.WriteLineAsync($"web view: {AddressOf(server.Url, plan)}{also}").ConfigureAwait(false);
            if (!options.IsLoopback && plan.Certificate is null)
            {
                await notes.WriteLineAsync(
                    "web view: it is without TLS: who can listen on the network reads what it shows, and the token (--web-cert, --web-key)")
                    .ConfigureAwait(false);
            }

            return new WebHost(server);
        }
        catch (WebServerException refused)
        {
            throw new CliException(refused.Message);
        }
    }

    /// <summary>
    /// Where it listens on all addresses, one of them is shown, for names of computers are not known everywhere; but a certificate has a name.
    /// </summary>
    private static Uri AddressOf(Uri url, WebPlan plan)
    {
        return plan.Listen.IsAny() && plan.Certificate is null && OwnAddresses.Find() is [IPAddress own, ..]
            ? new UriBuilder(url) { Host = own.ToString() }.Uri
            : url;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
