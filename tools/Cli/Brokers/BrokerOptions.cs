using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using SensorNet.BrokerAccess.Tls;

namespace SensorNet.Cli.Brokers;

/// <summary>How to reach a broker.</summary>
internal sealed record BrokerOptions(BrokerAddress Address)
{
    /// <summary>The version of TLS that the firmware speaks.</summary>
    public const SslProtocols NodeTls = SslProtocols.Tls12;

    /// <summary>The client id; null for a new one with each connection. Two at once with the same end each other [MQTT-3.1.4-2].</summary>
    public string? ClientId { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public bool Tls { get; init; }

    /// <summary>Whether it is reached over IPv4 alone, as nodes reach it.</summary>
    public bool IsOverIPv4 { get; init; }

    /// <summary>Whether a WebSocket carries MQTT.</summary>
    public bool IsWebSocket => Address.Transport?.HasWebSocket() == true;

    /// <summary>How TLS is spoken below a WebSocket.</summary>
    public TlsClientSettings TlsClient => new()
    {
        Trusted = TrustedCertificates,
        Own = ClientCertificate,
        CaOption = "--ca",
        CertificateOption = "--cert and --key",
        VersionsOption = "TLS 1.2 and 1.3",
    };

    /// <summary>Certificates to trust in place of the system's; null for the system's.</summary>
    public X509Certificate2Collection? TrustedCertificates { get; init; }

    /// <summary>The certificate of this client, with its key and those between it and its root, which are sent along; null for none.</summary>
    public SslStreamCertificateContext? ClientCertificate { get; init; }

    /// <summary>Makes what a board stores to enter the broker, from its device id; null where a board needs nothing.</summary>
    public Func<string, BoardStore>? StoreOf { get; init; }

    /// <summary>The wait for a connection, and for the broker's answers.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a broker may be silent before it is sent PINGREQ.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest wait after the first failure; it doubles with each.</summary>
    public TimeSpan BackoffFirst { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait of all.</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(30);
}
