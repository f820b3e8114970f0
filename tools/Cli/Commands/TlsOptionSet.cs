using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Commands;

/// <summary>The options for a broker that is reached with TLS.</summary>
internal sealed class TlsOptionSet
{
    public Option<bool> Tls { get; } = new("--tls") { Description = "Connect with TLS" };

    public Option<string> CertificateAuthority { get; } = CheckedOption.Text(
        "--ca", "file.pem", "Trust these certificates in place of the system's (with --tls)", ProblemOfFile);

    public void AddTo(Command command)
    {
        command.Add(Tls);
        command.Add(CertificateAuthority);
        command.Validators.Add(result =>
        {
            if (OptionUse.IsGiven(result, CertificateAuthority) && !OptionUse.IsGiven(result, Tls))
            {
                result.AddError("--ca is of no use without --tls");
            }
        });
    }

    /// <summary>The certificates to trust; null for the system's.</summary>
    /// <exception cref="CliException">The file cannot be used.</exception>
    public X509Certificate2Collection? ReadTrusted(ParseResult parsed)
    {
        if (parsed.GetValue(CertificateAuthority) is not { } file)
        {
            return null;
        }

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

    private static string? ProblemOfFile(string file) => File.Exists(file) ? null : "is not a file";
}
