using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SensorNet.BrokerAccess.Tls;
using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Doctor;

/// <summary>The TLS handshake and the broker's certificate, as a node takes them: TLS 1.2, chain, host name and dates.</summary>
/// <param name="broker">The broker.</param>
/// <param name="reached">Its address.</param>
/// <param name="report">Is told.</param>
/// <param name="time">Tells whether its certificate counts now.</param>
internal sealed class TlsCheck(BrokerOptions broker, IPAddress reached, CheckReport report, TimeProvider time)
{
    public const string Name = "broker.tls";
    public const string CertificateName = "broker.certificate";

    // RFC 5246, 6.2.1.
    private const byte AlertRecord = 0x15;
    private const byte HandshakeRecord = 0x16;
    private const byte MajorVersion = 0x03;

    /// <summary>What the firmware's mbedTLS wants of an RSA key.</summary>
    private const int RsaBitsMin = 2048;

    private static readonly TimeSpan ExpiresSoon = TimeSpan.FromDays(30);

    private readonly PeerCertificate _shown = new(broker.Address.Host, time);
    private int _rsaBits = RsaBitsMin;

    /// <returns>Whether a node would go on.</returns>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(broker.Timeout);
        try
        {
            using Socket socket = new Socket(reached.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(reached, broker.Address.Port, limit.Token).ConfigureAwait(false);
            ObservedStream observed = new ObservedStream(new NetworkStream(socket));
            await using (observed.ConfigureAwait(false))
            {
                return await HandshakeAsync(observed, limit.Token).ConfigureAwait(false);
            }
        }
        catch (SocketException failure)
        {
            report.Failed(Name, $"the second connection failed: {failure.Message}", "is the broker going down?");
            return false;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            report.Failed(
                Name,
                $"no TLS handshake within {broker.Timeout.TotalSeconds:0.#} s",
                $"is {broker.Address.Port} the broker's port for TLS (usually {BrokerAddress.DefaultTlsPort})?");
            return false;
        }
        finally
        {
            _shown.Dispose();
        }
    }

    private async Task<bool> HandshakeAsync(ObservedStream observed, CancellationToken stop)
    {
        SslClientAuthenticationOptions options = new SslClientAuthenticationOptions
        {
            TargetHost = broker.Address.Host,
            EnabledSslProtocols = BrokerOptions.NodeTls,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = Note,
            CertificateChainPolicy = ServerTrust.Policy(broker.TrustedCertificates),
            ClientCertificateContext = broker.ClientCertificate,
        };
        using SslStream tls = new SslStream(observed);
        try
        {
            await tls.AuthenticateAsClientAsync(options, stop).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or InvalidOperationException)
        {
            Fail(failure, observed);
            return false;
        }

        report.Ok(Name, $"{tls.SslProtocol}, {tls.NegotiatedCipherSuite}");
        return JudgeCertificate();
    }

    // Accepts all, so that everything that is wrong with it can be said.
    private bool Note(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        foreach (X509ChainElement each in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            using RSA? rsa = each.Certificate.GetRSAPublicKey();
            _rsaBits = Math.Min(_rsaBits, rsa?.KeySize ?? RsaBitsMin);
        }

        return _shown.Note(sender, certificate, chain, ServerTrust.Judge(chain, errors, broker.TrustedCertificates)) || certificate is not null;
    }

    private void Fail(Exception failure, ObservedStream observed)
    {
        if (!IsTls(observed.First))
        {
            report.Failed(
                Name,
                observed.First.Length == 0 ? "the connection was closed during the TLS handshake" : "what answers there does not speak TLS",
                $"is {broker.Address.Port} the broker's port for TLS (usually {BrokerAddress.DefaultTlsPort})? Without TLS leave out --tls");
        }
        else if (observed.First[0] == HandshakeRecord && failure is AuthenticationException or IOException)
        {
            // The broker began its half, and broke off at what it was sent then: with TLS 1.2 that is the client's certificate.
            report.Failed(
                Name,
                broker.ClientCertificate is null
                    ? "the broker wants a certificate of the client"
                    : "the broker does not accept the certificate of the client",
                broker.ClientCertificate is null
                    ? "give --cert and --key; a node needs a device certificate"
                    : "is it signed by the CA that the broker knows (Mosquitto: cafile), "
                        + $"and within its dates ({PeerCertificate.DatesOf(broker.ClientCertificate.TargetCertificate)})?");
        }
        else
        {
            report.Failed(
                Name, $"the TLS handshake failed: {Innermost(failure).Message}", "does the broker allow TLS 1.2, which the firmware speaks?");
        }
    }

    private bool JudgeCertificate()
    {
        if (_shown.Certificate is not { } certificate)
        {
            report.Failed(CertificateName, "the broker has no certificate", "a node refuses it");
            return false;
        }

        if (_shown.Fault != CertificateFault.None)
        {
            report.Failed(CertificateName, $"the broker's certificate {_shown.Problem}: {_shown.Who}", Advice());
            return false;
        }

        if (_rsaBits < RsaBitsMin)
        {
            report.Failed(
                CertificateName, $"the broker's chain has an RSA key of {_rsaBits} bits: {_shown.Who}",
                $"a node would refuse it: RSA needs {RsaBitsMin} bits, or take a key of an elliptic curve (P-256)");
            return false;
        }

        TimeSpan left = certificate.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime;
        if (left < ExpiresSoon)
        {
            report.Warning(
                CertificateName, $"the broker's certificate expires in {left.TotalDays:0} days: {_shown.Who}", "nodes refuse it from then on");
            return true;
        }

        report.Ok(CertificateName, _shown.Who);
        return true;
    }

    private string Advice() => _shown.Fault switch
    {
        CertificateFault.Expired => "a node would refuse it: make a new one",
        CertificateFault.NotYetValid => "a node would refuse it: is the clock right of the computer that made it?",
        CertificateFault.OtherName => $"a node would refuse it: it names {_shown.Names}; use one of these, or make another certificate",
        _ => broker.TrustedCertificates is null
            ? "give --ca with the CA that signed it, which a node needs too"
            : "it was not signed by the CA of --ca, and a node with that CA would refuse it; if it was, by one in between: "
                + "does it send the certificates between its own and the root?",
    };

    private static bool IsTls(ReadOnlySpan<byte> first) => first is [AlertRecord or HandshakeRecord, MajorVersion, ..];

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
