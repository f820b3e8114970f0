using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SensorNet.BrokerAccess.Tls;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Certificates;

/// <summary>Reads the PEM files that options name.</summary>
internal static class PemFiles
{
    /// <summary>The certificates to trust.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="file">What it names.</param>
    /// <exception cref="CliException">The file cannot be used.</exception>
    public static X509Certificate2Collection Trusted(string option, string file) =>
        BrokerPemFiles.ReadTrusted(file, out string? problem) ?? throw new CliException($"{option} '{file}' {problem}");

    /// <summary>A certificate with its key.</summary>
    /// <param name="certificateOption">The option's name.</param>
    /// <param name="certificate">What it names.</param>
    /// <param name="keyOption">The option's name.</param>
    /// <param name="key">What it names.</param>
    /// <exception cref="CliException">The files cannot be used.</exception>
    public static X509Certificate2 WithKey(string certificateOption, string certificate, string keyOption, string key)
    {
        try
        {
            using X509Certificate2 read = X509Certificate2.CreateFromPemFile(certificate, key);

            // Through PKCS#12: some platforms cannot use a key that is only in memory.
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
        }
        catch (Exception unusable) when (PemProblem.IsOne(unusable))
        {
            throw new CliException($"{certificateOption} '{certificate}' with {keyOption} '{key}' cannot be used: {PemProblem.Text(unusable)}");
        }
    }

    /// <summary>As <see cref="WithKey"/>, with the other certificates of its file, which are sent along.</summary>
    /// <exception cref="CliException">The files cannot be used.</exception>
    public static SslStreamCertificateContext Chain(string certificateOption, string certificate, string keyOption, string key) =>
        SslStreamCertificateContext.Create(
            WithKey(certificateOption, certificate, keyOption, key), Trusted(certificateOption, certificate), offline: true);
}
