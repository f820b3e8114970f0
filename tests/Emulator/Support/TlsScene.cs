using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Server;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace SensorNet.Emulator.Tests.Support;

/// <summary>A board that is online and knows the time, an authority, and a broker with TLS.</summary>
internal sealed class TlsScene : IDisposable
{
    private readonly IDisposable _scope;
    private X509Certificate2? _serverCertificate;
    private MqttServer? _server;

    public TlsScene(uint freeMemoryBytes = 120_000, bool knowsTime = true)
    {
        Board = new Board(new BoardOptions
        {
            Seed = 1,
            Wifi = new WifiOptions { ConnectDelay = TimeSpan.FromMilliseconds(5) },
            SntpDelay = TimeSpan.FromMilliseconds(5),
            SntpBlocked = !knowsTime,
            FreeMemoryBytes = freeMemoryBytes,
        });
        Board.Run(() => nanoFramework.Networking.WifiNetworkHelper.Reconnect());
        if (knowsTime)
        {
            Eventually.Holds(() => Board.Clock.IsSet, "the clock is set");
        }

        _scope = Board.Enter();
    }

    public Board Board { get; }

    public TestAuthority Authority { get; } = new();

    public int Port { get; } = FreePort();

    /// <summary>The subject of the certificate that the last client showed, or null.</summary>
    public string? ClientSubject { get; private set; }

    public async Task StartBrokerAsync(TestCertificate? certificate = null, SslProtocols protocols = SslProtocols.Tls12, bool requiresClient = false)
    {
        _serverCertificate = (certificate ?? Authority.Server()).Load();
        MqttServerOptionsBuilder options = new MqttServerOptionsBuilder()
            .WithoutDefaultEndpoint()
            .WithEncryptedEndpoint()
            .WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
            .WithEncryptedEndpointPort(Port)
            .WithEncryptionCertificate(_serverCertificate)
            .WithEncryptionSslProtocol(protocols);
        if (requiresClient)
        {
            options.WithClientCertificate((_, shown, _, _) =>
            {
                ClientSubject = shown?.Subject;
                return shown is not null;
            });
        }

        _server = new MqttServerFactory().CreateMqttServer(options.Build());
        await _server.StartAsync();
    }

    /// <summary>A client with the scene's authority.</summary>
    public MqttClient Client(BoardX509Certificate? own = null, MqttSslProtocols protocol = MqttSslProtocols.TLSv1_2, string host = "localhost") =>
        new(host, Port, true, new BoardX509Certificate(Authority.Pem), own, protocol);

    /// <summary>Connects, and gives the code with which that fails.</summary>
    public static int CodeOf(MqttClient client)
    {
        MqttConnectionException thrown = Assert.ThrowsExactly<MqttConnectionException>(() => client.Connect("a"));
        SocketException inner = (SocketException)thrown.InnerException!;
        Assert.AreEqual($"Socket exception connecting to the broker: {inner.ErrorCode}", thrown.Message);
        return inner.ErrorCode;
    }

    public static void AssertConnects(MqttClient client)
    {
        Assert.AreEqual(MqttReasonCode.Success, client.Connect("a"));
        client.Disconnect();
        client.Close();
    }

    public void Dispose()
    {
        _scope.Dispose();
        Board.Dispose();
        _server?.Dispose();
        _serverCertificate?.Dispose();
        Authority.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
