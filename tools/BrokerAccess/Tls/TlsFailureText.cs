namespace SensorNet.BrokerAccess.Tls;

/// <summary>Says why a handshake failed, where it is not the broker's certificate, or why the broker ended the connection after it.</summary>
internal static class TlsFailureText
{
    // RFC 8446, 6.2, in OpenSSL's words: alerts about the client's certificate.
    private static readonly string[] OfClientCertificate =
    [
        "alert certificate required", "alert bad certificate", "alert unsupported certificate", "alert certificate revoked",
        "alert certificate expired", "alert certificate unknown", "alert unknown ca", "alert access denied", "alert decrypt error",
    ];

    /// <summary>For a handshake that failed.</summary>
    public static string Describe(Exception failure, TlsClientSettings settings)
    {
        string said = Innermost(failure).Message;
        return OfAlert(said, settings) is { } known ? known
            : failure.Message.Contains("frame", StringComparison.Ordinal)
                ? "what answers there does not speak TLS: a wrong port, or a port without TLS"
            : failure is IOException
                ? "closed during the TLS handshake: a wrong port, a port without TLS, or a broker that wants a client certificate"
            : $"TLS: {said}";
    }

    /// <summary>
    /// For a connection that ended: what the broker's alert says; null where there is none. With TLS 1.3 the client has finished its handshake before
    /// the broker looks at its certificate (RFC 8446, 2).
    /// </summary>
    public static string? OfEnd(Exception failure, TlsClientSettings settings) => OfAlert(Innermost(failure).Message, settings);

    private static string? OfAlert(string said, TlsClientSettings settings)
    {
        if (said.Contains("alert protocol version", StringComparison.Ordinal) || said.Contains("unsupported protocol", StringComparison.Ordinal))
        {
            return $"TLS: the broker speaks none of the versions of {settings.VersionsOption}";
        }

        // Without a certificate OpenSSL's servers answer handshake_failure with TLS 1.2.
        bool isOfCertificate = Array.Exists(OfClientCertificate, alert => said.Contains(alert, StringComparison.Ordinal))
            || (settings.Own is null && said.Contains("alert handshake failure", StringComparison.Ordinal));
        return !isOfCertificate ? null
            : settings.Own is null ? $"TLS: the broker wants a certificate of the client: {settings.CertificateOption}"
            : $"TLS: the broker does not accept the certificate of {settings.CertificateOption}: {AlertIn(said)}";
    }

    // "error:0A000418:SSL routines::tlsv1 alert unknown ca".
    private static string AlertIn(string said) => said[(said.LastIndexOf("alert ", StringComparison.Ordinal) + "alert ".Length)..];

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
