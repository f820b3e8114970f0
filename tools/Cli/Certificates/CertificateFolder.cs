using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SensorNet.Cli.Files;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Certificates;

/// <summary>The files of a certificate authority, of brokers and of nodes.</summary>
/// <param name="folder">Where they are.</param>
/// <param name="replaces">Whether files that are there are replaced.</param>
internal sealed class CertificateFolder(SecretFolder folder, bool replaces)
{
    public const string Authority = "ca";
    public const string Server = "server";

    /// <summary>The certificate of <paramref name="name"/>.</summary>
    public static string CertificateFile(string name) => name + ".pem";

    /// <summary>Its key (PKCS#8).</summary>
    public static string KeyFile(string name) => name + "-key.pem";

    /// <summary>What goes on a board: for a node certificate and key, for the authority its certificate; a zero at the end.</summary>
    public static string BoardFile(string name) => name + "-board.pem";

    public string PathOf(string file) => folder.PathOf(file);

    public bool Has(string name) => folder.Has(CertificateFile(name)) || folder.Has(KeyFile(name));

    /// <summary>The authority that is there, or null.</summary>
    /// <exception cref="CliException">There are files of one, and they cannot be used.</exception>
    public CertificateMaker? FindAuthority()
    {
        if (!Has(Authority))
        {
            return null;
        }

        try
        {
            return CertificateMaker.Use(X509Certificate2.CreateFromPemFile(PathOf(CertificateFile(Authority)), PathOf(KeyFile(Authority))));
        }
        catch (Exception unusable) when (unusable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new CliException(
                $"the authority in '{folder.Path}' ({CertificateFile(Authority)}, {KeyFile(Authority)}) cannot be used: {unusable.Message}; "
                + "--force makes a new one");
        }
    }

    /// <exception cref="CliException">A file of that name is there, and is not to be replaced.</exception>
    public void CheckFree(string name)
    {
        string? taken = new[] { CertificateFile(name), KeyFile(name), BoardFile(name) }.FirstOrDefault(folder.Has);
        if (taken is not null && !replaces)
        {
            throw new CliException($"'{PathOf(taken)}' is there already: --force replaces it");
        }
    }

    /// <summary>Writes the authority's certificate and key.</summary>
    public void WriteAuthority(X509Certificate2 certificate)
    {
        WritePair(Authority, certificate);
        folder.WriteSecret(BoardFile(Authority), CertificatePem.ForBoard(CertificatePem.Certificate(certificate)));
    }

    /// <summary>Writes a broker's certificate and key.</summary>
    public void WriteServer(X509Certificate2 certificate) => WritePair(Server, certificate);

    /// <summary>Writes a node's certificate and key, for programs of a PC and for a board.</summary>
    public void WriteClient(string id, X509Certificate2 certificate)
    {
        WritePair(id, certificate);
        folder.WriteSecret(
            BoardFile(id), CertificatePem.ForBoard(CertificatePem.Certificate(certificate) + CertificatePem.Key(certificate)));
    }

    private void WritePair(string name, X509Certificate2 certificate)
    {
        CheckFree(name);
        folder.WriteSecret(KeyFile(name), Encoding.ASCII.GetBytes(CertificatePem.Key(certificate)));
        folder.WritePublic(CertificateFile(name), CertificatePem.Certificate(certificate));
    }
}
