using System.Security.Cryptography.X509Certificates;
using SensorNet.Boards;
using SensorNet.BrokerAccess.Tls;
using SensorNet.Cli.Certificates;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Provisioning;

/// <summary>
/// The certificates of one device in PEM: the CA that it trusts, its own certificate with those between it and its root, and its key (PKCS#8).
/// </summary>
internal sealed record DeviceCertificates(string? Authority, string? Own, string? Key)
{
    /// <summary>Where they were read from.</summary>
    public CertificateFiles Sources { get; private init; } = CertificateFiles.None;

    /// <summary>The firmware's own limit of a certificate's file.</summary>
    private const int FlashFileBytesMax = CertificateFile.BytesMax;

    /// <param name="files">The files.</param>
    /// <param name="store">Where the board keeps them.</param>
    /// <exception cref="CliException">A file cannot be used.</exception>
    public static DeviceCertificates? Read(CertificateFiles files, CertificateStore store)
    {
        DeviceCertificates? read = Read(files.Authority, files.Own, files.Key);
        if (read is not null)
        {
            read = read with { Sources = files };
        }

        string? longest = new[] { read?.Authority, read?.Own, read?.Key }.MaxBy(each => each?.Length ?? 0);
        return store == CertificateStore.Flash && longest is not null && CertificatePem.ForBoard(longest).Length > FlashFileBytesMax
            ? throw new CliException(
                $"a certificate has more than the {FlashFileBytesMax} bytes that the firmware reads from its flash: take fewer, or the board's store")
            : read;
    }

    private static DeviceCertificates? Read(string? authority, string? own, string? key)
    {
        if (authority is null && own is null && key is null)
        {
            return null;
        }

        if (own is null != key is null)
        {
            throw new CliException("certificate and key of a device come together: give both, or neither");
        }

        string? trusted = authority is null ? null : ReadAuthority(authority);
        if (own is null)
        {
            return new DeviceCertificates(trusted, null, null);
        }

        try
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(own, key);
            string chain = CertificatePem.Certificate(certificate) + ReadOthers(own, certificate);
            return new DeviceCertificates(trusted, chain, CertificatePem.Key(certificate));
        }
        catch (Exception unusable) when (PemProblem.IsOne(unusable))
        {
            // Also a key with a password, which mbedTLS would ask for.
            throw new CliException($"the certificate '{own}' with the key '{key}' cannot be used: {PemProblem.Text(unusable)}");
        }
    }

    // RFC 5246, 7.4.2: the sender's own comes first, and each that follows certifies the one before it. The order is the file's.
    private static string ReadOthers(string file, X509Certificate2 own)
    {
        X509Certificate2Collection all = new X509Certificate2Collection();
        all.ImportFromPemFile(file);
        return string.Concat(all.Where(each => !each.Equals(own)).Select(CertificatePem.Certificate));
    }

    private static string ReadAuthority(string file)
    {
        try
        {
            X509Certificate2Collection all = new X509Certificate2Collection();
            all.ImportFromPemFile(file);
            return all.Count > 0
                ? string.Concat(all.Select(CertificatePem.Certificate))
                : throw new CliException($"'{file}' has no certificate: it must be a PEM file");
        }
        catch (Exception unusable) when (PemProblem.IsOne(unusable))
        {
            throw new CliException($"the CA '{file}' cannot be used: {unusable.Message}");
        }
    }
}
