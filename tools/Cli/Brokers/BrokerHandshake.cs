using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SensorNet.Cli.Brokers;

/// <summary>
/// Puts TLS over a TCP connection to a broker. MQTTnet's own would send the client's certificate without those between it and its root.
/// </summary>
internal static class BrokerHandshake
{
    /// <param name="connection">The connection, which the result owns; on failure it is disposed of.</param>
    /// <param name="broker">The broker.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="AuthenticationException">The handshake failed, or the broker's certificate is not right.</exception>
    /// <exception cref="IOException">The connection ended.</exception>
    public static async Task<Stream> MakeAsync(Stream connection, BrokerOptions broker, CancellationToken stop)
    {
        SslClientAuthenticationOptions options = new SslClientAuthenticationOptions
        {
            TargetHost = broker.Address.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificateContext = broker.ClientCertificate,
            CertificateRevocationCheckMode = X509RevocationMode.Online,
        };
        if (broker.TrustedCertificates is { } trusted)
        {
            options.CertificateChainPolicy = ServerTrust.Policy(trusted);
            options.RemoteCertificateValidationCallback =
                (_, _, chain, errors) => ServerTrust.Judge(chain, errors, trusted) == SslPolicyErrors.None;
        }

        SslStream tls = new SslStream(connection);
        try
        {
            await tls.AuthenticateAsClientAsync(options, stop).ConfigureAwait(false);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
