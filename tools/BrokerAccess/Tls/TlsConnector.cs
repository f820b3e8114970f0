using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SensorNet.BrokerAccess.Tls;

/// <summary>Makes TLS of a connection.</summary>
internal static class TlsConnector
{
    /// <param name="connection">The connection, which the result owns; on failure it is disposed of.</param>
    /// <param name="host">The broker's host.</param>
    /// <param name="settings">How TLS is spoken.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="BrokerTlsException">The handshake failed, or the certificate is not right.</exception>
    public static async Task<SslStream> ConnectAsync(Stream connection, string host, TlsClientSettings settings, CancellationToken stop)
    {
        string name = settings.ServerName ?? host;
        using PeerCertificate shown = new PeerCertificate(name, TimeProvider.System);
        SslStream tls = new SslStream(connection);
        try
        {
            await tls.AuthenticateAsClientAsync(Options(name, settings, shown), stop).ConfigureAwait(false);
            return tls;
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or InvalidOperationException)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw new BrokerTlsException(
                shown.Certificate is not null && shown.Fault != CertificateFault.None
                    ? DescribeCertificate(shown, settings)
                    : TlsFailureText.Describe(failure, settings),
                failure);
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static SslClientAuthenticationOptions Options(string name, TlsClientSettings settings, PeerCertificate shown)
    {
        // A private authority has no revocation service to ask; nothing is downloaded in a handshake.
        X509ChainPolicy policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (settings.Trusted is { } trusted)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(trusted);
        }

        return new SslClientAuthenticationOptions
        {
            TargetHost = name,
            EnabledSslProtocols = settings.Versions,
            ClientCertificateContext = settings.Own,
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = shown.Note,
        };
    }

    private static string DescribeCertificate(PeerCertificate shown, TlsClientSettings settings)
    {
        string advice = shown.Fault switch
        {
            CertificateFault.OtherName => $"; it names {shown.Names}",
            CertificateFault.Untrusted when settings.Trusted is null => $"; {settings.CaOption} names the CA that signed it",
            CertificateFault.Untrusted => $"; it was not signed by the CA of {settings.CaOption}",
            _ => "",
        };
        return $"TLS: the broker's certificate {shown.Problem}: {shown.Who}{advice}";
    }
}
