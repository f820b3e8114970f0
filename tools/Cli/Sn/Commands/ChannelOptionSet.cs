using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using SensorNet.Cli.Certificates;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Network;

namespace SensorNet.Cli.Sn.Commands;

/// <summary>The options for a gateway that is reached with DTLS.</summary>
internal sealed class ChannelOptionSet
{
    /// <summary>secure-mqtt, which is registered for UDP as well.</summary>
    public const int DefaultPort = 8_883;

    /// <summary>The variable of the environment that has the key.</summary>
    public const string KeyVariable = "SENSORNET_PSK";

    private const int KeyBytesMin = 1;
    private const int KeyBytesMax = 64;
    private const long KeyFileBytesMax = 64 * 1024 * 1024;

    private readonly Option<string> _psk = CheckedOption.Text(
        "--psk", "identity", $"Use DTLS with the pre-shared key of this identity, from --psk-file or {KeyVariable}", ProblemOfIdentity);

    private readonly Option<string> _pskFile = CheckedOption.Text(
        "--psk-file", "file", "The file of the key: a line identity:hexkey, or the key alone in hexadecimal digits", ProblemOfFile);

    private readonly Option<string> _authority = CheckedOption.Text(
        "--ca", "file.pem", "Use DTLS with certificates, and trust a gateway's by these", ProblemOfFile);

    private readonly Option<string> _certificate = CheckedOption.Text(
        "--cert", "file.pem", "The ECDSA certificate of this client (with --ca and --key)", ProblemOfFile);

    private readonly Option<string> _key = CheckedOption.Text("--key", "file.pem", "Its key (with --cert)", ProblemOfFile);

    public void AddTo(Command command)
    {
        Option[] options = [_psk, _pskFile, _authority, _certificate, _key];
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            bool Given(Option option) => OptionUse.IsGiven(result, option);
            string? problem = Given(_psk) && Given(_authority) ? "--psk and --ca exclude each other"
                : Given(_pskFile) && !Given(_psk) ? "--psk-file is of no use without --psk"
                : Given(_certificate) != Given(_key) ? "--cert and --key come together"
                : Given(_certificate) && !Given(_authority) ? "--cert is of no use without --ca"
                : null;
            if (problem is not null)
            {
                result.AddError(problem);
            }
        });
    }

    /// <summary>Keys and certificates; null where the gateway is reached without DTLS.</summary>
    /// <exception cref="CliException">A file cannot be used, or there is no key.</exception>
    public ChannelOptions? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_psk) is { } identity)
        {
            return new ChannelOptions { PskIdentity = identity, Psk = ReadKey(identity, parsed.GetValue(_pskFile)) };
        }

        return parsed.GetValue(_authority) is { } authority
            ? new ChannelOptions { Trusted = PemFiles.Trusted(_authority.Name, authority), Certificate = ReadCertificate(parsed) }
            : null;
    }

    private X509Certificate2? ReadCertificate(ParseResult parsed)
    {
        if (parsed.GetValue(_certificate) is not { } file)
        {
            return null;
        }

        X509Certificate2 certificate = PemFiles.WithKey(_certificate.Name, file, _key.Name, parsed.GetValue(_key)!);
        return certificate.GetECDsaPrivateKey() is not null ? certificate : throw new CliException($"--cert '{file}' has no ECDSA key");
    }

    private static byte[] ReadKey(string identity, string? file)
    {
        string where = file is null ? KeyVariable : $"--psk-file '{file}'";
        string? text = file is null ? Environment.GetEnvironmentVariable(KeyVariable) : ReadLine(identity, file);
        if (string.IsNullOrEmpty(text))
        {
            throw new CliException(
                file is null ? $"no key for --psk: give --psk-file, or set {KeyVariable}" : $"{where} has no key of '{identity}'");
        }

        try
        {
            byte[] key = Convert.FromHexString(text.Trim());
            return key.Length is >= KeyBytesMin and <= KeyBytesMax
                ? key
                : throw new CliException($"the key in {where} has {key.Length} bytes: it must have {KeyBytesMin} to {KeyBytesMax}");
        }
        catch (FormatException)
        {
            throw new CliException($"the key in {where} is not hexadecimal digits, two a byte");
        }
    }

    // The line of the identity; otherwise the first line, if no identity is in it.
    private static string? ReadLine(string identity, string file)
    {
        try
        {
            if (new FileInfo(file).Length > KeyFileBytesMax)
            {
                throw new CliException($"--psk-file '{file}' has more than {KeyFileBytesMax} bytes");
            }

            string start = identity + ":";
            string[] lines = File.ReadAllLines(file);
            return lines.FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..]
                ?? (lines is [var only, ..] && !only.Contains(':') ? only : null);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"--psk-file '{file}' cannot be read: {unreadable.Message}");
        }
    }

    private static string? ProblemOfIdentity(string identity) =>
        identity.Length == 0 || identity.Contains(':') ? "cannot be an identity: it must not be empty or have a colon" : null;

    private static string? ProblemOfFile(string file) => File.Exists(file) ? null : "is not a file";
}
