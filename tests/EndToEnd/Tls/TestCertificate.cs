using System.Security.Cryptography.X509Certificates;

namespace SensorNet.EndToEnd.Tests;

/// <summary>A certificate and its private key, in PEM.</summary>
internal sealed record TestCertificate(string Pem, string KeyPem)
{
    /// <summary>Both in one text, as the board stores them.</summary>
    public string Both => Pem + "\n" + KeyPem + "\n";

    /// <summary>Both as .NET has them.</summary>
    public X509Certificate2 Load()
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(Pem, KeyPem);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
