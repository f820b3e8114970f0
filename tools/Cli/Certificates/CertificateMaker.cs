using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SensorNet.Cli.Certificates;

/// <summary>A certificate authority for a laboratory, and the certificates that it signs.</summary>
internal sealed class CertificateMaker : IDisposable
{
    private const int RsaBits = 2048;

    /// <summary>RFC 5280, 4.1.2.2: a serial number has up to 20 octets and is positive.</summary>
    private const int SerialBytes = 16;

    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    private CertificateMaker(X509Certificate2 authority)
    {
        Authority = authority;
    }

    /// <summary>The authority's certificate, with its key.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>A new authority. Its name is its own, so that two are not taken for each other.</summary>
    public static CertificateMaker Create(KeyKind kind, CertificateValidity validity)
    {
        string name = $"CN=SensorNet test CA {Convert.ToHexString(RandomNumberGenerator.GetBytes(4))}";
        using AsymmetricAlgorithm key = CreateKey(kind);
        CertificateRequest request = RequestFor(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return new CertificateMaker(request.CreateSelfSigned(validity.From, validity.Until));
    }

    /// <param name="authority">A certificate of an authority with its key; this class disposes of it.</param>
    public static CertificateMaker Use(X509Certificate2 authority) => new(authority);

    /// <summary>A certificate of a broker.</summary>
    /// <param name="hosts">The names and IP addresses that clients reach it by; at least one. The first is its common name.</param>
    /// <param name="kind">The kind of its key.</param>
    /// <param name="validity">When it counts; no longer than its authority.</param>
    public X509Certificate2 MakeServer(IReadOnlyList<string> hosts, KeyKind kind, CertificateValidity validity)
    {
        SubjectAlternativeNameBuilder names = new SubjectAlternativeNameBuilder();
        foreach (string host in hosts)
        {
            if (IPAddress.TryParse(host, out IPAddress? address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        return Make(hosts[0], kind, validity, ServerAuthentication, names.Build());
    }

    /// <summary>A certificate of a node.</summary>
    /// <param name="id">Its common name: a broker can take it for the user name.</param>
    /// <param name="kind">The kind of its key.</param>
    /// <param name="validity">When it counts; no longer than its authority.</param>
    public X509Certificate2 MakeClient(string id, KeyKind kind, CertificateValidity validity) =>
        Make(id, kind, validity, ClientAuthentication, null);

    public void Dispose() => Authority.Dispose();

    private X509Certificate2 Make(
        string commonName, KeyKind kind, CertificateValidity validity, Oid purpose, X509Extension? more)
    {
        X500DistinguishedNameBuilder name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        using AsymmetricAlgorithm key = CreateKey(kind);
        CertificateRequest request = RequestFor(name.Build().Name, key);
        X509KeyUsageFlags usage = kind == KeyKind.Rsa
            ? X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment
            : X509KeyUsageFlags.DigitalSignature;
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([purpose], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Authority, true, false));
        if (more is not null)
        {
            request.CertificateExtensions.Add(more);
        }

        DateTimeOffset until = validity.Until < Authority.NotAfter ? validity.Until : Authority.NotAfter;
        using AsymmetricAlgorithm signer = KeyOf(Authority);
        using X509Certificate2 signed = request.Create(Authority.SubjectName, GeneratorFor(signer), validity.From, until, CreateSerial());
        return key is RSA rsa ? signed.CopyWithPrivateKey(rsa) : signed.CopyWithPrivateKey((ECDsa)key);
    }

    private static byte[] CreateSerial()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }

    private static AsymmetricAlgorithm CreateKey(KeyKind kind) =>
        kind == KeyKind.Rsa ? RSA.Create(RsaBits) : ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static CertificateRequest RequestFor(string name, AsymmetricAlgorithm key) => key is RSA rsa
        ? new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : new CertificateRequest(name, (ECDsa)key, HashAlgorithmName.SHA256);

    private static AsymmetricAlgorithm KeyOf(X509Certificate2 certificate) =>
        (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey()
        ?? throw new CryptographicException("the authority's key is neither ECDSA nor RSA");

    // The authority's key may be of another kind than the one that it signs.
    private static X509SignatureGenerator GeneratorFor(AsymmetricAlgorithm key) => key is RSA rsa
        ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
        : X509SignatureGenerator.CreateForECDsa((ECDsa)key);
}
