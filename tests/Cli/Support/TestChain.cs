using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SensorNet.Cli.Tests.Support;

/// <summary>A root, a CA below it, and certificates by that CA, as files in PEM: most public CAs are built so.</summary>
internal sealed class TestChain : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset Until = DateTimeOffset.UtcNow.AddDays(90);

    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _intermediate;

    public TestChain()
    {
        // Names of their own: .NET also looks at what earlier programs of this user left in a store.
        string mark = Convert.ToHexString(RandomNumberGenerator.GetBytes(4));
        string name = $"CN=chain intermediate {mark}";
        _root = MakeAuthority($"CN=chain root {mark}", null);
        _intermediate = MakeAuthority(name, _root);
        _folder.Write("root.pem", _root.ExportCertificatePem() + "\n");
        _folder.Write("intermediate.pem", _intermediate.ExportCertificatePem() + "\n");
        using X509Certificate2 foreign = MakeAuthority(name, null);
        _folder.Write("foreign.pem", foreign.ExportCertificatePem() + "\n");
    }

    /// <summary>The root's certificate.</summary>
    public string Root => _folder.File("root.pem");

    /// <summary>That of the CA below it.</summary>
    public string Intermediate => _folder.File("intermediate.pem");

    /// <summary>That of another CA, which has the name of the one below the root.</summary>
    public string Foreign => _folder.File("foreign.pem");

    /// <summary>The files of a server on 127.0.0.1: its certificate, that with the intermediate's behind it, and its key.</summary>
    /// <param name="rsaBits">The bits of an RSA key; 0 for one of P-256.</param>
    /// <param name="issuers">Where the intermediate's can be loaded from, which the certificate says (RFC 5280, 4.2.2.1); null for nowhere.</param>
    public (string Leaf, string Chain, string Key) Server(int rsaBits = 0, string? issuers = null) =>
        Write("server", ServerAuthentication, rsaBits, issuers);

    /// <summary>The same of a client.</summary>
    public (string Leaf, string Chain, string Key) Client(string id) => Write(id, ClientAuthentication, 0, null);

    public void Dispose()
    {
        _root.Dispose();
        _intermediate.Dispose();
        _folder.Dispose();
    }

    private (string Leaf, string Chain, string Key) Write(string name, string purpose, int rsaBits, string? issuers)
    {
        using RSA? rsa = rsaBits == 0 ? null : RSA.Create(rsaBits);
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = rsa is null
            ? new CertificateRequest($"CN={name}", ec, HashAlgorithmName.SHA256)
            : new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        SubjectAlternativeNameBuilder names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        if (issuers is not null)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [issuers]));
        }

        using ECDsa signer = _intermediate.GetECDsaPrivateKey()!;
        using X509Certificate2 made = request.Create(
            _intermediate.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), From, Until, RandomNumberGenerator.GetBytes(8));
        string leaf = made.ExportCertificatePem() + "\n";
        AsymmetricAlgorithm key = rsa is null ? ec : rsa;
        return (
            _folder.Write($"{name}.pem", leaf),
            _folder.Write($"{name}-chain.pem", leaf + _intermediate.ExportCertificatePem() + "\n"),
            _folder.Write($"{name}-key.pem", key.ExportPkcs8PrivateKeyPem() + "\n"));
    }

    private static X509Certificate2 MakeAuthority(string name, X509Certificate2? issuer)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        if (issuer is null)
        {
            return request.CreateSelfSigned(From, Until);
        }

        using X509Certificate2 signed = request.Create(issuer, From, Until, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
