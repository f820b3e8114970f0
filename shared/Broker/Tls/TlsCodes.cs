namespace SensorNet.Broker
{
    /// <summary>
    /// The numbers with which a TLS handshake fails on the board: mbedTLS's own (mbedtls/ssl.h, x509.h, pk.h, net_sockets.h), and −1 for what fails
    /// before it begins.
    /// </summary>
    public static class TlsCodes
    {
        /// <summary>TLS is not what failed.</summary>
        public const int None = 0;

        /// <summary>No memory, or a CA, a certificate or a key that cannot be parsed.</summary>
        public const int Setup = -1;

        /// <summary>MBEDTLS_ERR_NET_RECV_FAILED.</summary>
        public const int ReceiveFailed = -0x004C;

        /// <summary>MBEDTLS_ERR_NET_CONN_RESET.</summary>
        public const int ConnectionReset = -0x0050;

        /// <summary>MBEDTLS_ERR_X509_CERT_VERIFY_FAILED: chain, dates, host name or use of the key.</summary>
        public const int CertificateVerifyFailed = -0x2700;

        /// <summary>MBEDTLS_ERR_X509_ALLOC_FAILED.</summary>
        public const int CertificateMemory = -0x2880;

        /// <summary>MBEDTLS_ERR_PK_BAD_INPUT_DATA: the own certificate has no key.</summary>
        public const int KeyMissing = -0x3E80;

        /// <summary>MBEDTLS_ERR_SSL_INVALID_RECORD: what came is not TLS.</summary>
        public const int InvalidRecord = -0x7200;

        /// <summary>MBEDTLS_ERR_SSL_CONN_EOF: the peer closed the connection.</summary>
        public const int ConnectionEnd = -0x7280;

        /// <summary>MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE: the peer sent an alert.</summary>
        public const int FatalAlert = -0x7780;

        /// <summary>MBEDTLS_ERR_SSL_ALLOC_FAILED.</summary>
        public const int HandshakeMemory = -0x7F00;
    }
}
