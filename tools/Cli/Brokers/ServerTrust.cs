using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace SensorNet.Cli.Brokers;

/// <summary>
/// Judges a broker's chain by the certificates of <c>--ca</c> as a board's mbedTLS does: from what the broker sent and these alone, and trusted from
/// where it comes to one of these, which need not be a root.
/// </summary>
internal static class ServerTrust
{
    /// <summary>How the chain is built.</summary>
    /// <param name="trusted">Trusted in place of the system's; null for the system's.</param>
    public static X509ChainPolicy Policy(X509Certificate2Collection? trusted)
    {
        // A private authority has no revocation service to ask.
        X509ChainPolicy policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (trusted is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(trusted);
            policy.ExtraStore.AddRange(trusted);

            // It may end below a root: what it comes to is judged by the elements.
            policy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        }

        return policy;
    }

    /// <summary>What is wrong with a chain that was built by <see cref="Policy"/>.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="errors">What .NET says of it.</param>
    /// <param name="trusted">As for <see cref="Policy"/>.</param>
    public static SslPolicyErrors Judge(X509Chain? chain, SslPolicyErrors errors, X509Certificate2Collection? trusted) =>
        trusted is null || chain?.ChainElements.Any(each => IsOf(trusted, each.Certificate)) == true
            ? errors
            : errors | SslPolicyErrors.RemoteCertificateChainErrors;

    private static bool IsOf(X509Certificate2Collection trusted, X509Certificate2 certificate) =>
        trusted.Any(each => each.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));
}
