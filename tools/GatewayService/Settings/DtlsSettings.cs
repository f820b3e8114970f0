using System.Net;
using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Settings;

/// <summary>DTLS 1.2 towards clients, on ports of its own.</summary>
internal sealed record DtlsSettings
{
    [EndPointsSetting("", 8, true, "addresses and ports where clients are heard by DTLS 1.2, as in 0.0.0.0:8883; empty for none")]
    public IReadOnlyList<IPEndPoint> Listen { get; init; } = [];

    [TextSetting(4_096, "file of pre-shared keys, a line identity:hexkey each, as Mosquitto's psk_file; read again when it changes")]
    public string? PskFile { get; init; }

    [TextSetting(4_096, "file with the gateway's ECDSA certificate and those of its issuers, PEM")]
    public string? Certificate { get; init; }

    [TextSetting(4_096, "file with the certificate's private key, PEM without a password")]
    public string? Key { get; init; }

    [ChoiceSetting(
        "whether a peer that does not use a pre-shared key shows a certificate",
        "none", ClientCertificates.None, "optional", ClientCertificates.Optional, "required", ClientCertificates.Required)]
    public ClientCertificates ClientCertificates { get; init; }

    [TextSetting(4_096, "file with the certificates of the authorities that issue the peers' certificates, PEM")]
    public string? ClientCa { get; init; }

    [BooleanSetting(true, "whether a peer with an identity (of its key, or the common name of its certificate) may use that client id alone")]
    public bool IdentityIsClientId { get; init; }

    [IntegerSetting(10_000, 1, 1_000_000, "sessions of a shard; one more ends the one that was silent longest")]
    public int SessionsPerShardMax { get; init; }

    [IntegerSetting(86_400, 10, 2_000_000, "seconds of silence after which a session ends")]
    public int SessionIdleSeconds { get; init; }

    [IntegerSetting(64, 1, 1_024, "handshakes at once, each on a thread")]
    public int HandshakesMax { get; init; }

    [IntegerSetting(16, 1, 1_024, "of them, from one IPv4 address or IPv6 network (/64)")]
    public int HandshakesPerAddressMax { get; init; }

    [IntegerSetting(15_000, 500, 120_000, "how long a handshake may take, in ms")]
    public int HandshakeTimeoutMs { get; init; }

    [IntegerSetting(2_000, 1, 1_000_000, "ClientHello messages a second that a shard answers with a cookie, and as many whose cookie it checks")]
    public int HellosPerSecondMax { get; init; }
}
