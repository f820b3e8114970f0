using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace SensorNet.BrokerAccess.Tls;

/// <summary>Reads certificates and keys in PEM.</summary>
internal static class BrokerPemFiles
{
    /// <summary>The authorities in a file.</summary>
    /// <param name="file">The file's path.</param>
    /// <param name="problem">What is wrong with it, as the end of a sentence that names it; null for nothing.</param>
    public static X509Certificate2Collection? ReadTrusted(string file, out string? problem)
    {
        try
        {
            X509Certificate2Collection certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file);
            problem = certificates.Count > 0 ? null : "has no certificate: it must be a PEM file";
            return certificates.Count > 0 ? certificates : null;
        }
        catch (Exception unusable) when (PemProblem.IsOne(unusable))
        {
            problem = $"cannot be read: {unusable.Message}";
            return null;
        }
    }

    /// <summary>A certificate with its key, and what is between it and its authority.</summary>
    /// <param name="certificate">The path of the certificate's file; further certificates in it are sent along.</param>
    /// <param name="key">The path of the key's file.</param>
    /// <param name="problem">As with <see cref="ReadTrusted"/>.</param>
    public static SslStreamCertificateContext? ReadOwn(string certificate, string key, out string? problem)
    {
        try
        {
            using X509Certificate2 read = X509Certificate2.CreateFromPemFile(certificate, key);
            X509Certificate2Collection chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);

            // Through PKCS#12: some platforms cannot use a key that is only in memory.
            X509Certificate2 own = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
            problem = null;
            return SslStreamCertificateContext.Create(own, chain, offline: true);
        }
        catch (Exception unusable) when (PemProblem.IsOne(unusable))
        {
            problem = $"cannot be used with the key '{key}': {PemProblem.Text(unusable)}";
            return null;
        }
    }
}
