using Org.BouncyCastle.Tls;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>The cipher suites of the gateway. All are authenticated encryption with AES-128 or ChaCha20.</summary>
internal static class CipherSuites
{
    private static readonly int[] Psk =
    [
        CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256,
        CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256,
        CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_PSK_WITH_AES_128_CCM,
        CipherSuite.TLS_PSK_WITH_AES_128_CCM_8,
    ];

    private static readonly int[] Ecdsa =
    [
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
    ];

    public static int[] Of(bool withPsk, bool withCertificate) => [.. withPsk ? Psk : [], .. withCertificate ? Ecdsa : []];

    /// <summary>
    /// The fewest octets of a fragment: explicit nonce and tag (RFC 5288, 3; RFC 6655, 3; RFC 7905, 2), and with a connection id the type within
    /// (RFC 9146, 4).
    /// </summary>
    public static int FragmentMin(int cipherSuite, bool usesConnectionId)
    {
        int bare = cipherSuite switch
        {
            CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256 => 16,
            CipherSuite.TLS_PSK_WITH_AES_128_CCM_8 => 16,
            CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256 => 16,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8 => 16,
            _ => 24,
        };
        return usesConnectionId ? bare + 1 : bare;
    }
}
