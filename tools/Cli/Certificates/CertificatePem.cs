using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SensorNet.Cli.Certificates;

/// <summary>Certificates and keys as PEM: for programs of a PC, and as a board's mbedTLS reads them.</summary>
internal static class CertificatePem
{
    public static string Certificate(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n";

    /// <summary>The key as PKCS#8 without a password, which OpenSSL and mbedTLS both read.</summary>
    public static string Key(X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey()
            ?? throw new CryptographicException("the certificate has no ECDSA or RSA key");
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>What a board stores: mbedTLS takes PEM only with a zero behind it, and nanoff does not append one.</summary>
    public static byte[] ForBoard(string pem) => Encoding.ASCII.GetBytes(pem.EndsWith('\0') ? pem : pem + '\0');
}
