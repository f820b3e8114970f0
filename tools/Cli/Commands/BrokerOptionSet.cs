using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Commands;

/// <summary>The options that say where a broker is and who one is to it.</summary>
internal sealed class BrokerOptionSet
{
    public const string PasswordVariable = "SENSORNET_PASSWORD";

    /// <summary>Stands for the default until it is known whether TLS is used.</summary>
    private const int NoPort = 0;

    public Option<BrokerAddress> Broker { get; } = CheckedOption.Create(
        "--broker",
        "host:port",
        $"The broker; port {BrokerAddress.DefaultPort} when left out ({BrokerAddress.DefaultTlsPort} with --tls)",
        (string text, out BrokerAddress? address) =>
            BrokerAddress.TryParse(text, NoPort, out address, out string? problem) ? null : problem);

    public Option<string> User { get; } = CheckedOption.Text(
        "--user", "name", "The user name for the broker", ProblemOfUser);

    public Option<string> Password { get; } = CheckedOption.Text(
        "--password", "password", $"The password; better kept in the variable {PasswordVariable}", _ => null);

    public Option<bool> Tls { get; } = new("--tls") { Description = "Connect with TLS" };

    public Option<string> CertificateAuthority { get; } = CheckedOption.Text(
        "--ca", "file.pem", "Trust these certificates in place of the system's (with --tls)", ProblemOfFile);

    public void AddTo(Command command)
    {
        command.Add(Broker);
        command.Add(User);
        command.Add(Password);
        command.Add(Tls);
        command.Add(CertificateAuthority);
        command.Validators.Add(result =>
        {
            if (IsGiven(result, Password) && !IsGiven(result, User))
            {
                result.AddError("--password is of no use without --user");
            }
            else if (IsGiven(result, CertificateAuthority) && !IsGiven(result, Tls))
            {
                result.AddError("--ca is of no use without --tls");
            }
        });
    }

    /// <exception cref="CliException">The certificate file cannot be used.</exception>
    public BrokerOptions Read(ParseResult parsed)
    {
        bool tls = parsed.GetValue(Tls);
        int defaultPort = tls ? BrokerAddress.DefaultTlsPort : BrokerAddress.DefaultPort;
        BrokerAddress address = parsed.GetValue(Broker) ?? new BrokerAddress("localhost", NoPort);
        string? user = parsed.GetValue(User);
        string? password = parsed.GetValue(Password) ?? Environment.GetEnvironmentVariable(PasswordVariable);
        return new BrokerOptions(address.Port == NoPort ? address with { Port = defaultPort } : address)
        {
            User = user,
            Password = user is null ? null : password,
            Tls = tls,
            TrustedCertificates = parsed.GetValue(CertificateAuthority) is { } file ? ReadCertificates(file) : null,
        };
    }

    // Not by value: that of an option with an error throws.
    private static bool IsGiven(CommandResult command, Option option) =>
        command.GetResult(option) is { Implicit: false };

    private static string? ProblemOfUser(string user) => user.Length == 0 ? "is empty" : null;

    private static string? ProblemOfFile(string file) => File.Exists(file) ? null : "is not a file";

    private static X509Certificate2Collection ReadCertificates(string file)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file);
            return certificates.Count > 0
                ? certificates
                : throw new CliException($"--ca '{file}' has no certificate: it must be a PEM file");
        }
        catch (Exception unusable) when (unusable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new CliException($"--ca '{file}' cannot be read: {unusable.Message}");
        }
    }
}
