using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SensorNet.BrokerAccess.Tls;

/// <summary>How TLS is spoken to a broker.</summary>
internal sealed record TlsClientSettings
{
    /// <summary>The versions that are offered.</summary>
    public SslProtocols Versions { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>The name that the certificate must have, and that is asked for (RFC 6066, 3); null for the host's.</summary>
    public string? ServerName { get; init; }

    /// <summary>Certificates to trust in place of the system's; null for the system's.</summary>
    public X509Certificate2Collection? Trusted { get; init; }

    /// <summary>The client's own certificate; null for none. One object for all connections: sessions are resumed with it.</summary>
    public SslStreamCertificateContext? Own { get; init; }

    /// <summary>Where the options or settings are that concern the certificates, for messages: "--ca", "Broker:Ca".</summary>
    public required string CaOption { get; init; }

    /// <summary>As <see cref="CaOption"/>, of the own certificate.</summary>
    public required string CertificateOption { get; init; }

    /// <summary>As <see cref="CaOption"/>, of the versions.</summary>
    public required string VersionsOption { get; init; }
}
