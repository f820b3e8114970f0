using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Tls;
using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Sn.Network;

/// <summary>Judges a gateway's certificate.</summary>
internal static class GatewayCheck
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>What is wrong with the certificate; null when nothing is.</summary>
    /// <param name="chain">As the gateway sent it.</param>
    /// <param name="gateway">Whose it must be.</param>
    /// <param name="trusted">Who may have issued it.</param>
    public static string? Problem(Certificate chain, BrokerAddress gateway, X509Certificate2Collection trusted)
    {
        X509Certificate2[] certificates = [.. chain.GetCertificateList().Select(one => X509CertificateLoader.LoadCertificate(one.GetEncoded()))];
        try
        {
            using X509Chain check = new X509Chain();
            check.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            check.ChainPolicy.CustomTrustStore.AddRange(trusted);
            check.ChainPolicy.ExtraStore.AddRange(certificates);
            check.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            check.ChainPolicy.DisableCertificateDownloads = true;
            check.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ServerAuthentication));
            return !check.Build(certificates[0])
                ? $"is not trusted: {string.Join(' ', check.ChainStatus.Select(status => status.StatusInformation))}"
                : certificates[0].MatchesHostname(gateway.Host) ? null
                : $"is not for '{gateway.Host}'";
        }
        finally
        {
            Array.ForEach(certificates, certificate => certificate.Dispose());
        }
    }
}
