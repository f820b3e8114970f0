using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HostCertificate = System.Security.Cryptography.X509Certificates.X509Certificate2;

namespace SensorNet.Emulator;

/// <summary>
/// mbedTLS's verification of a server: a chain to a trusted certificate, which need not be a root; every date by the board's clock; RSA of at least
/// 2048 bits; the use of the key; the host name, by the alternative names where there are any and by the common name otherwise.
/// </summary>
internal static class ServerVerification
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const int RsaBitsMin = 2048;

    /// <summary>Whether the server may be talked to.</summary>
    /// <param name="server">Its certificate.</param>
    /// <param name="received">All that it sent.</param>
    /// <param name="trusted">The trusted certificates.</param>
    /// <param name="host">The name that was asked for.</param>
    /// <param name="utcNow">The board's time.</param>
    public static bool Accepts(
        HostCertificate server, X509Certificate2Collection received, List<HostCertificate> trusted, string host, System.DateTime utcNow)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(received);
        chain.ChainPolicy.ExtraStore.AddRange(trusted.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = utcNow;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        bool isChained = chain.Build(server);
        bool isTrusted = chain.ChainElements.Any(
            element => trusted.Any(certificate => certificate.RawData.AsSpan().SequenceEqual(element.Certificate.RawData)));
        return isChained && isTrusted && chain.ChainElements.All(element => IsStrong(element.Certificate)) && server.MatchesHostname(host);
    }

    private static bool IsStrong(HostCertificate certificate)
    {
        using RSA? rsa = certificate.GetRSAPublicKey();
        return rsa is null || rsa.KeySize >= RsaBitsMin;
    }
}
