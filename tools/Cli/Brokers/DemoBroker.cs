using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet.Server;
using MQTTnet.Server.Internal.Adapter;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Brokers;

/// <summary>An MQTT broker inside this process that only this computer can reach.</summary>
internal sealed class DemoBroker : IAsyncDisposable
{
    private readonly MqttServer _server;

    private DemoBroker(MqttServer server, BrokerAddress address)
    {
        _server = server;
        Address = address;
    }

    public BrokerAddress Address { get; }

    /// <param name="port">The port to listen on; 0 takes a free one.</param>
    /// <param name="certificates">With them it speaks TLS, and lets in only who has a certificate of them; null for neither.</param>
    /// <param name="webSockets">Where clients come over a WebSocket; null for nowhere.</param>
    /// <exception cref="CliException">The port cannot be had.</exception>
    public static async Task<DemoBroker> StartAsync(
        int port, DemoCertificates? certificates = null, IMqttServerAdapter? webSockets = null)
    {
        MqttServerOptions options = certificates is null ? Plain(port) : Secure(port, certificates);
        List<IMqttServerAdapter> listeners = [new ClientIdAssigner(new MqttTcpServerAdapter())];
        if (webSockets is not null)
        {
            listeners.Add(new ClientIdAssigner(webSockets));
        }

        MqttServer server = new MqttServerFactory().CreateMqttServer(options, listeners);
        try
        {
            await server.StartAsync().ConfigureAwait(false);
        }
        catch (SocketException refused)
        {
            server.Dispose();
            throw new CliException(Describe(refused, port));
        }

        int bound = certificates is null ? options.DefaultEndpointOptions.Port : options.TlsEndpointOptions.Port;
        return new DemoBroker(server, new BrokerAddress(IPAddress.Loopback.ToString(), bound));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new MqttServerStopOptions()).ConfigureAwait(false);
        _server.Dispose();
    }

    // Without ReuseAddress: on Windows it would let two brokers share a port.
    private static MqttServerOptions Plain(int port) => new MqttServerOptionsBuilder()
        .WithDefaultEndpoint()
        .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
        .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
        .WithDefaultEndpointPort(port)
        .Build();

    private static MqttServerOptions Secure(int port, DemoCertificates certificates) => new MqttServerOptionsBuilder()
        .WithoutDefaultEndpoint()
        .WithEncryptedEndpoint()
        .WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
        .WithEncryptedEndpointBoundIPV6Address(IPAddress.None)
        .WithEncryptedEndpointPort(port)
        .WithEncryptionCertificate(certificates.Server)
        .WithEncryptionSslProtocol(SslProtocols.Tls12 | SslProtocols.Tls13)
        .WithClientCertificate(certificates.IsOwn)
        .Build();

    private static string Describe(SocketException refused, int port)
    {
        string reason = refused.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => "is in use",
            SocketError.AccessDenied => "needs more rights than you have",
            _ => $"cannot be used ({refused.Message})",
        };
        return $"port {port} {reason}: choose another with --port N, or use a broker that runs with --broker host:port";
    }
}
