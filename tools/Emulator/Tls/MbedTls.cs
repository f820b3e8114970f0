using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HostCertificate = System.Security.Cryptography.X509Certificates.X509Certificate2;

namespace SensorNet.Emulator;

/// <summary>mbedTLS's parsers, by their rules: what ends with 0 and has a PEM header is PEM, all else is DER.</summary>
internal static class MbedTls
{
    private const byte SequenceTag = 0x30;
    private const string CertificateLabel = "CERTIFICATE";

    /// <summary>The certificates, and whether every one of them could be parsed.</summary>
    public static bool TryParse(byte[] bytes, List<HostCertificate> certificates)
    {
        string? pem = PemText(bytes, CertificateLabel);
        if (pem is null)
        {
            return TryAdd(bytes, certificates);
        }

        bool isWhole = true;
        int found = 0;
        ReadOnlySpan<char> rest = pem;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            if (rest[fields.Label] is CertificateLabel)
            {
                found++;
                isWhole &= TryAdd(Convert.FromBase64String(rest[fields.Base64Data].ToString()), certificates);
            }

            rest = rest[fields.Location.End..];
        }

        return isWhole && found > 0;
    }

    /// <summary>What the first certificate says, or null when none can be parsed.</summary>
    public static MbedTlsCertificate? ParseFirst(byte[] bytes)
    {
        List<HostCertificate> certificates = [];
        TryParse(bytes, certificates);
        try
        {
            return certificates.Count == 0 ? null : Read(certificates[0]);
        }
        finally
        {
            certificates.ForEach(certificate => certificate.Dispose());
        }
    }

    /// <summary>The key, or null when it cannot be parsed or decrypted.</summary>
    public static MbedTlsKey? ParseKey(byte[] bytes, string? password)
    {
        string? pem = PemText(bytes, "PRIVATE KEY");
        return TryImport(pem, bytes, password, RSA.Create, out RSA? rsa) ? new MbedTlsKey(rsa, null)
            : TryImport(pem, bytes, password, ECDsa.Create, out ECDsa? ec) ? new MbedTlsKey(null, ec)
            : null;
    }

    // Null: it is to be taken for DER.
    private static string? PemText(byte[] bytes, string label)
    {
        if (bytes.Length == 0 || bytes[^1] != 0)
        {
            return null;
        }

        string text = Encoding.Latin1.GetString(bytes, 0, bytes.Length - 1);
        return text.Contains("-----BEGIN ", StringComparison.Ordinal) && text.Contains(label + "-----", StringComparison.Ordinal) ? text : null;
    }

    private static bool TryAdd(byte[] der, List<HostCertificate> certificates)
    {
        // .NET takes PEM as well; mbedTLS wants a SEQUENCE here.
        if (der.Length == 0 || der[0] != SequenceTag)
        {
            return false;
        }

        try
        {
            certificates.Add(X509CertificateLoader.LoadCertificate(der));
            return true;
        }
        catch (CryptographicException)
        {
            // Said by the result: mbedTLS passes over what it cannot parse, and counts it.
            return false;
        }
    }

    private static MbedTlsCertificate Read(HostCertificate certificate) => new(
        certificate.IssuerName.Decode(X500DistinguishedNameFlags.None),
        certificate.SubjectName.Decode(X500DistinguishedNameFlags.None),
        certificate.NotBefore.ToUniversalTime(),
        certificate.NotAfter.ToUniversalTime());

    private static bool TryImport<T>(string? pem, byte[] der, string? password, Func<T> create, out T? key)
        where T : AsymmetricAlgorithm
    {
        key = create();
        try
        {
            if (pem is null)
            {
                key.ImportPkcs8PrivateKey(der, out _);
            }
            else if (pem.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal))
            {
                key.ImportFromEncryptedPem(KeyBlock(pem), password);
            }
            else
            {
                key.ImportFromPem(KeyBlock(pem));
            }

            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // Said by the result: another algorithm, no key, or the wrong password.
            key.Dispose();
            key = null;
            return false;
        }
    }

    // .NET wants one key and no other block; the board's blob has the certificate in it, too.
    private static string KeyBlock(string pem)
    {
        ReadOnlySpan<char> rest = pem;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            if (rest[fields.Label].EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            {
                return rest[fields.Location].ToString();
            }

            rest = rest[fields.Location.End..];
        }

        return "";
    }
}
