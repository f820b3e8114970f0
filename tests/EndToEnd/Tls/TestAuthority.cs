using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SensorNet.EndToEnd.Tests;

/// <summary>A certification authority of a test's own.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public TestAuthority(string name = "Test CA")
    {
        CertificateRequest request = new(Name(name), _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(10));
    }

    /// <summary>The authority's certificate.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>A certificate for a server on the loopback interface, valid now unless dates are given.</summary>
    public TestCertificate Server(string name = "localhost", TimeSpan? begins = null, TimeSpan? ends = null)
    {
        SubjectAlternativeNameBuilder names = new();
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        return Issue(name, "1.3.6.1.5.5.7.3.1", names.Build(), begins, ends);
    }

    /// <summary>A certificate for a client, valid now unless dates are given.</summary>
    public TestCertificate Client(string name, TimeSpan? begins = null, TimeSpan? ends = null) =>
        Issue(name, "1.3.6.1.5.5.7.3.2", null, begins, ends);

    /// <summary>A list in PEM that revokes one certificate.</summary>
    public string Revoke(TestCertificate certificate)
    {
        CertificateRevocationListBuilder builder = new();
        using X509Certificate2 revoked = X509Certificate2.CreateFromPem(certificate.Pem);
        builder.AddEntry(revoked);
        byte[] list = builder.Build(_certificate, 1, DateTimeOffset.UtcNow.AddDays(1), HashAlgorithmName.SHA256);
        return PemEncoding.WriteString("X509 CRL", list);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }

    private static X500DistinguishedName Name(string commonName) => new($"O=SensorNet, CN={commonName}", X500DistinguishedNameFlags.None);

    private TestCertificate Issue(string name, string usage, X509Extension? names, TimeSpan? begins, TimeSpan? ends)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(Name(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 certificate = request.Create(
            _certificate, now + (begins ?? TimeSpan.FromHours(-1)), now + (ends ?? TimeSpan.FromDays(30)), RandomNumberGenerator.GetBytes(8));
        return new TestCertificate(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
