using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace SensorNet.BrokerAccess.Tls;

/// <summary>The certificate that a broker shows, and what is wrong with it. Everything is noted in the handshake, and said afterwards.</summary>
/// <param name="host">The name that it must have.</param>
/// <param name="time">Tells whether it counts now.</param>
internal sealed class PeerCertificate(string host, TimeProvider time) : IDisposable
{
    private SslPolicyErrors _errors;

    /// <summary>What was shown; null for nothing.</summary>
    public X509Certificate2? Certificate { get; private set; }

    /// <summary>What the chain to a trusted authority lacks.</summary>
    public X509ChainStatusFlags Chain { get; private set; }

    /// <summary>The first that is wrong.</summary>
    public CertificateFault Fault =>
        Certificate is null ? CertificateFault.Missing
        : Certificate.NotAfter.ToUniversalTime() < Now ? CertificateFault.Expired
        : Certificate.NotBefore.ToUniversalTime() > Now ? CertificateFault.NotYetValid
        : _errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? CertificateFault.OtherName
        : _errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? CertificateFault.Untrusted
        : CertificateFault.None;

    /// <summary>What is wrong, as the end of a sentence that names the certificate; "" for nothing.</summary>
    public string Problem => Fault switch
    {
        CertificateFault.Missing => "is missing",
        CertificateFault.Expired => "has expired",
        CertificateFault.NotYetValid => "does not count yet",
        CertificateFault.OtherName => $"is not of '{host}'",
        CertificateFault.Untrusted => $"is not trusted ({Chain})",
        _ => "",
    };

    /// <summary>Who it is of, who signed it, and its dates.</summary>
    public string Who => Certificate is null ? "no certificate" : $"{Certificate.Subject} by {Certificate.Issuer}, {DatesOf(Certificate)}";

    /// <summary>The hosts that it names.</summary>
    public string Names => Certificate is null ? "no host" : NamesOf(Certificate);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>
    /// For <see cref="SslClientAuthenticationOptions.RemoteCertificateValidationCallback"/>: whether there is nothing wrong with it.
    /// </summary>
    public bool Note(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Certificate?.Dispose();
        Certificate = certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        _errors = errors;
        Chain = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, each) => all | each.Status);
        return errors == SslPolicyErrors.None;
    }

    public void Dispose() => Certificate?.Dispose();

    /// <summary>From when to when a certificate counts.</summary>
    public static string DatesOf(X509Certificate2 certificate) =>
        $"from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}";

    private static string NamesOf(X509Certificate2 certificate)
    {
        X509SubjectAlternativeNameExtension? names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        string[] all = names is null
            ? [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)]
            : [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(each => each.ToString())];
        return all.Length == 0 ? "no host" : string.Join(", ", all);
    }
}
