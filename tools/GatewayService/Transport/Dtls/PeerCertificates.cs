using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>Judges the certificates of peers.</summary>
internal static class PeerCertificates
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Who a chain of certificates shows the peer to be: the common name of the first, or else its first DNS name.</summary>
    /// <param name="chain">As the peer sent it.</param>
    /// <param name="authorities">Who may have issued it.</param>
    /// <exception cref="TlsFatalAlert">It was not issued by them, has expired, is for another purpose, or names nobody.</exception>
    public static string IdentityOf(Certificate chain, X509Certificate2Collection authorities)
    {
        X509Certificate2[] certificates = [.. chain.GetCertificateList().Select(Parse)];
        try
        {
            using X509Chain check = new X509Chain();
            check.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            check.ChainPolicy.CustomTrustStore.AddRange(authorities);
            check.ChainPolicy.ExtraStore.AddRange(certificates);
            check.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            check.ChainPolicy.DisableCertificateDownloads = true;
            check.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ClientAuthentication));
            if (!check.Build(certificates[0]))
            {
                throw new TlsFatalAlert(AlertOf(check.ChainStatus), string.Join(' ', check.ChainStatus.Select(status => status.StatusInformation)));
            }

            string name = NameOf(certificates[0]);
            return name.Length > 0 ? name : throw new TlsFatalAlert(AlertDescription.bad_certificate, "it has neither a common name nor a DNS name");
        }
        finally
        {
            Array.ForEach(certificates, certificate => certificate.Dispose());
        }
    }

    private static X509Certificate2 Parse(TlsCertificate certificate)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(certificate.GetEncoded());
        }
        catch (System.Security.Cryptography.CryptographicException e)
        {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
        }
    }

    private static string NameOf(X509Certificate2 certificate)
    {
        X500RelativeDistinguishedName? common = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .LastOrDefault(part => !part.HasMultipleElements && part.GetSingleElementType().Value == "2.5.4.3");
        return common?.GetSingleElementValue() ?? certificate.GetNameInfo(X509NameType.DnsFromAlternativeName, forIssuer: false);
    }

    private static short AlertOf(X509ChainStatus[] statuses)
    {
        X509ChainStatusFlags all = statuses.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status);
        return (all & X509ChainStatusFlags.NotTimeValid) != 0 ? AlertDescription.certificate_expired
            : (all & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0 ? AlertDescription.unknown_ca
            : AlertDescription.bad_certificate;
    }
}
