using System.CommandLine;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Certificates;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Commands;

/// <summary>The options for a broker that is reached with TLS.</summary>
internal sealed class TlsOptionSet
{
    public Option<bool> Tls { get; } = new("--tls") { Description = "Connect with TLS" };

    public Option<string> CertificateAuthority { get; } = CheckedOption.Text(
        "--ca", "file.pem", "Trust these certificates in place of the system's (with --tls)", ProblemOfFile);

    public Option<string> Certificate { get; } = CheckedOption.Text(
        "--cert", "file.pem", "The certificate of this client, for a broker that wants one (with --key)", ProblemOfFile);

    public Option<string> Key { get; } = CheckedOption.Text("--key", "file.pem", "Its key (with --cert)", ProblemOfFile);

    /// <param name="command">The command that gets the options.</param>
    /// <param name="broker">The broker that they are for: its URL can say that there is TLS.</param>
    public void AddTo(Command command, BrokerOptionSet broker)
    {
        command.Add(Tls);
        command.Add(CertificateAuthority);
        command.Add(Certificate);
        command.Add(Key);
        command.Validators.Add(result =>
        {
            BrokerTransport? transport = broker.TransportIn(result);
            bool hasTls = OptionUse.IsGiven(result, Tls) || transport?.HasTls() == true;
            if (OptionUse.IsGiven(result, Tls) && transport is { } without && !without.HasTls())
            {
                result.AddError($"--tls contradicts {without.Scheme()}://, which has no TLS: give {without.Scheme()}s://");
            }

            if (OptionUse.IsGiven(result, CertificateAuthority) && !hasTls)
            {
                result.AddError("--ca is of no use without --tls");
            }

            if (OptionUse.IsGiven(result, Certificate) != OptionUse.IsGiven(result, Key))
            {
                result.AddError("--cert and --key come together");
            }
            else if (OptionUse.IsGiven(result, Certificate) && !hasTls)
            {
                result.AddError("--cert is of no use without --tls");
            }
        });
    }

    /// <summary>The broker with its account and its TLS.</summary>
    /// <param name="parsed">What was given.</param>
    /// <param name="broker">The options that name the broker.</param>
    /// <param name="defaultHost">The host where none is given.</param>
    /// <exception cref="CliException">A file cannot be used.</exception>
    public BrokerOptions ReadBroker(ParseResult parsed, BrokerOptionSet broker, string defaultHost)
    {
        bool tls = parsed.GetValue(Tls);
        int defaultPort = tls ? BrokerAddress.DefaultTlsPort : BrokerAddress.DefaultPort;
        BrokerAddress address = broker.Address(parsed, defaultPort) ?? new BrokerAddress(defaultHost, defaultPort);
        (string? user, string? password) = broker.Account(parsed);
        return new BrokerOptions(address)
        {
            User = user,
            Password = password,
            Tls = tls || address.Transport?.HasTls() == true,
            TrustedCertificates = ReadTrusted(parsed),
            ClientCertificate = ReadCertificate(parsed),
        };
    }

    /// <summary>The certificates to trust; null for the system's.</summary>
    /// <exception cref="CliException">The file cannot be used.</exception>
    public X509Certificate2Collection? ReadTrusted(ParseResult parsed) =>
        parsed.GetValue(CertificateAuthority) is { } file ? PemFiles.Trusted(CertificateAuthority.Name, file) : null;

    /// <summary>The certificate of this client with its key, and the others of its file; null for none.</summary>
    /// <exception cref="CliException">The files cannot be used.</exception>
    public SslStreamCertificateContext? ReadCertificate(ParseResult parsed) =>
        parsed.GetValue(Certificate) is { } certificate && parsed.GetValue(Key) is { } key
            ? PemFiles.Chain(Certificate.Name, certificate, Key.Name, key)
            : null;

    private static string? ProblemOfFile(string file) => File.Exists(file) ? null : "is not a file";
}
