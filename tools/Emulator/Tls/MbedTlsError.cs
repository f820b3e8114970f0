namespace SensorNet.Emulator;

/// <summary>
/// What a failed TLS handshake leaves in <c>SocketException.ErrorCode</c> on the device: mbedTLS's own numbers (mbedtls/ssl.h, x509.h,
/// net_sockets.h), and −1 for all that fails before the handshake begins.
/// </summary>
internal static class MbedTlsError
{
    /// <summary>Setting up failed: no memory, or a CA, a certificate or a key that cannot be parsed.</summary>
    public const int Setup = -1;

    /// <summary>MBEDTLS_ERR_NET_RECV_FAILED.</summary>
    public const int ReceiveFailed = -0x004C;

    /// <summary>MBEDTLS_ERR_NET_CONN_RESET.</summary>
    public const int ConnectionReset = -0x0050;

    /// <summary>MBEDTLS_ERR_X509_CERT_VERIFY_FAILED: chain, dates, host name or use of the key. Which of them is not told.</summary>
    public const int CertificateVerifyFailed = -0x2700;

    /// <summary>MBEDTLS_ERR_PK_BAD_INPUT_DATA: the server asks for a certificate, and the one that there is has no key.</summary>
    public const int KeyMissing = -0x3E80;

    /// <summary>MBEDTLS_ERR_SSL_HANDSHAKE_FAILURE: the handshake cannot be agreed on.</summary>
    public const int HandshakeFailure = -0x6E00;

    /// <summary>MBEDTLS_ERR_SSL_INVALID_RECORD: what came is not TLS.</summary>
    public const int InvalidRecord = -0x7200;

    /// <summary>MBEDTLS_ERR_SSL_CONN_EOF: the peer closed the connection.</summary>
    public const int ConnectionEnd = -0x7280;

    /// <summary>MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE: the peer sent an alert. Which one is not told.</summary>
    public const int FatalAlert = -0x7780;
}
