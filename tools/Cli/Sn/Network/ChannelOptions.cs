using System.Security.Cryptography.X509Certificates;

namespace SensorNet.Cli.Sn.Network;

/// <summary>How a DTLS session with a gateway is made: with a pre-shared key, or with certificates.</summary>
internal sealed record ChannelOptions
{
    /// <summary>Whose key it is; null for certificates.</summary>
    public string? PskIdentity { get; init; }

    /// <summary>The key.</summary>
    public byte[] Psk { get; init; } = [];

    /// <summary>Who may have issued the gateway's certificate.</summary>
    public X509Certificate2Collection Trusted { get; init; } = [];

    /// <summary>The certificate of this client with its ECDSA key; null for none.</summary>
    public X509Certificate2? Certificate { get; init; }
}
