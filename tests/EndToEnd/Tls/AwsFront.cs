using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace SensorNet.EndToEnd.Tests.Tls;

/// <summary>
/// A broker with the rules of AWS IoT Core, from its public documentation: mutual TLS; the client id is the thing's name, which the certificate is
/// for; a policy that lets a thing publish below <c>devices/[thing]/</c>; topics of at most 256 bytes and 7 slashes; payloads of at most 128 KB; no
/// QoS 2. Whoever breaks a rule loses the connection, and is told nothing. It is no AWS: it proves what the documentation says, not what AWS does.
/// </summary>
internal sealed class AwsFront : IAsyncDisposable
{
    private const int TopicBytesMax = 256;
    private const int SlashesMax = 7;
    private const int PayloadBytesMax = 128 * 1024;

    private readonly MqttServer _server;
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2 _deviceCa;
    private readonly ConcurrentQueue<string> _refused = new();
    private readonly ConcurrentQueue<(string Topic, string Payload, bool Retain)> _taken = new();

    private AwsFront(TestCertificate certificate, string deviceCa)
    {
        _certificate = certificate.Load();
        _deviceCa = X509Certificate2.CreateFromPem(deviceCa);
        MqttServerOptions options = new MqttServerOptionsBuilder()
            .WithoutDefaultEndpoint()
            .WithEncryptedEndpoint()
            .WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
            .WithEncryptedEndpointPort(Port)
            .WithEncryptionCertificate(_certificate)
            .WithEncryptionSslProtocol(SslProtocols.Tls12)
            .WithClientCertificate(IsDevice)
            .Build();
        _server = new MqttServerFactory().CreateMqttServer(options);
        _server.ValidatingConnectionAsync += ValidateAsync;
        _server.InterceptingPublishAsync += InterceptAsync;
    }

    public int Port { get; } = FreePorts.Next();

    /// <summary>The rules that were broken, with who broke them.</summary>
    public string Refused => string.Join('\n', _refused);

    /// <summary>The keep alive of the last client, in seconds.</summary>
    public int KeepAliveSeconds { get; private set; }

    public static async Task<AwsFront> StartAsync(TestCertificate certificate, string deviceCa)
    {
        AwsFront front = new AwsFront(certificate, deviceCa);
        await front._server.StartAsync();
        return front;
    }

    public int CountOn(string topic) => _taken.Count(message => message.Topic == topic);

    public bool HasRetained(string topic, string payload) => _taken.Contains((topic, payload, true));

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new MqttServerStopOptions());
        _server.Dispose();
        _certificate.Dispose();
        _deviceCa.Dispose();
    }

    // A certificate that AWS does not know ends the handshake.
    private bool IsDevice(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if (shown is not X509Certificate2 certificate)
        {
            _refused.Enqueue("no client certificate");
            return false;
        }

        using X509Chain own = new();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.Add(_deviceCa);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return own.Build(certificate) || Refuse($"unknown certificate {certificate.Subject}");
    }

    private Task ValidateAsync(ValidatingConnectionEventArgs e)
    {
        KeepAliveSeconds = e.KeepAlivePeriod ?? 0;
        string thing = e.ClientCertificate.GetNameInfo(X509NameType.SimpleName, false);
        if (e.ClientId != thing)
        {
            Refuse($"{thing} connects as {e.ClientId}");

            // The connection ends without CONNACK.
            throw new OperationCanceledException();
        }

        return Task.CompletedTask;
    }

    private Task InterceptAsync(InterceptingPublishEventArgs e)
    {
        string topic = e.ApplicationMessage.Topic;
        bool isAllowed = topic.StartsWith($"devices/{e.ClientId}/", StringComparison.Ordinal) || Refuse($"{e.ClientId} may not publish to {topic}");
        isAllowed &= Encoding.UTF8.GetByteCount(topic) <= TopicBytesMax || Refuse("topic too long");
        isAllowed &= topic.Count(c => c == '/') <= SlashesMax || Refuse("topic too deep");
        isAllowed &= e.ApplicationMessage.Payload.Length <= PayloadBytesMax || Refuse("payload too long");
        isAllowed &= e.ApplicationMessage.QualityOfServiceLevel != MqttQualityOfServiceLevel.ExactlyOnce || Refuse("QoS 2");
        e.ProcessPublish = isAllowed;
        e.CloseConnection = !isAllowed;
        if (isAllowed)
        {
            _taken.Enqueue((topic, Encoding.UTF8.GetString(e.ApplicationMessage.Payload), e.ApplicationMessage.Retain));
        }

        return Task.CompletedTask;
    }

    private bool Refuse(string what)
    {
        _refused.Enqueue(what);
        return false;
    }
}
