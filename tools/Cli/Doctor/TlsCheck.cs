using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Doctor;

/// <summary>The TLS handshake and the broker's certificate, as a node takes them: TLS 1.2, chain, host name and dates.</summary>
internal sealed class TlsCheck(BrokerOptions broker, CheckReport report, TimeProvider time)
{
    public const string Name = "broker.tls";
    public const string CertificateName = "broker.certificate";

    // RFC 5246, 6.2.1.
    private const byte AlertRecord = 0x15;
    private const byte HandshakeRecord = 0x16;
    private const byte MajorVersion = 0x03;

    private static readonly TimeSpan ExpiresSoon = TimeSpan.FromDays(30);

    private X509Certificate2? _certificate;
    private SslPolicyErrors _errors;
    private X509ChainStatusFlags _chain;

    /// <returns>Whether a node would go on.</returns>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(broker.Timeout);
        try
        {
            using Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(broker.Address.Host, broker.Address.Port, limit.Token).ConfigureAwait(false);
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
            _certificate?.Dispose();
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
            CertificateChainPolicy = ChainPolicy(),
        };
        if (broker.ClientCertificate is { } own)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true);
        }

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

    private X509ChainPolicy ChainPolicy()
    {
        X509ChainPolicy policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (broker.TrustedCertificates is { } trusted)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(trusted);
        }

        return policy;
    }

    // Accepts all, so that everything that is wrong with it can be said.
    private bool Note(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _certificate = certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        _errors = errors;
        _chain = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, each) => all | each.Status);
        return true;
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
                    : $"is it signed by the CA that the broker knows (Mosquitto: cafile), and within its dates ({Dates(broker.ClientCertificate)})?");
        }
        else
        {
            report.Failed(
                Name, $"the TLS handshake failed: {Innermost(failure).Message}", "does the broker allow TLS 1.2, which the firmware speaks?");
        }
    }

    private bool JudgeCertificate()
    {
        if (_certificate is not { } certificate)
        {
            report.Failed(CertificateName, "the broker has no certificate", "a node refuses it");
            return false;
        }

        string who = $"{certificate.Subject} by {certificate.Issuer}, {Dates(certificate)}";
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan left = certificate.NotAfter.ToUniversalTime() - now.UtcDateTime;
        (string Problem, string Advice)? wrong =
            left < TimeSpan.Zero ? ("has expired", "a node would refuse it: make a new one")
            : certificate.NotBefore.ToUniversalTime() > now.UtcDateTime
                ? ("does not count yet", "a node would refuse it: is the clock right of the computer that made it?")
            : _errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                ? ($"is not of '{broker.Address.Host}'",
                    $"a node would refuse it: it names {Names(certificate)}; use one of these, or make another certificate")
            : _errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
                ? ($"is not trusted ({_chain})", broker.TrustedCertificates is null
                    ? "give --ca with the CA that signed it, which a node needs too"
                    : "it was not signed by the CA of --ca: a node with that CA would refuse it")
            : null;
        if (wrong is { } found)
        {
            report.Failed(CertificateName, $"the broker's certificate {found.Problem}: {who}", found.Advice);
            return false;
        }

        if (left < ExpiresSoon)
        {
            report.Warning(CertificateName, $"the broker's certificate expires in {left.TotalDays:0} days: {who}", "nodes refuse it from then on");
            return true;
        }

        report.Ok(CertificateName, who);
        return true;
    }

    private static string Names(X509Certificate2 certificate)
    {
        X509SubjectAlternativeNameExtension? names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        string[] all = names is null
            ? [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)]
            : [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(each => each.ToString())];
        return all.Length == 0 ? "no host" : string.Join(", ", all);
    }

    private static string Dates(X509Certificate2 certificate) =>
        $"from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}";

    private static bool IsTls(ReadOnlySpan<byte> first) => first is [AlertRecord or HandshakeRecord, MajorVersion, ..];

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
