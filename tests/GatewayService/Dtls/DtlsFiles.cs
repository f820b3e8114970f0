namespace SensorNet.GatewayService.Tests.Dtls;

/// <summary>The files of keys and certificates of a test, in a folder that goes with it.</summary>
internal sealed class DtlsFiles : IDisposable
{
    /// <summary>The key of every identity that a test has.</summary>
    public const string Key = "00112233445566778899aabbccddeeff";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sensornet-dtls-");
    private readonly TestAuthority _authority = new();

    public DtlsFiles(params string[] identities)
    {
        SetIdentities(identities.Length > 0 ? identities : ["node-1", "node-2"]);
        TestCertificate gateway = NewCertificate();
        File.WriteAllText(Certificate, gateway.Pem);
        File.WriteAllText(CertificateKey, gateway.KeyPem);
        File.WriteAllText(Authority, _authority.Pem);
    }

    public string PskFile => Path("psk");

    public string Certificate => Path("gateway.pem");

    public string CertificateKey => Path("gateway.key");

    public string Authority => Path("ca.pem");

    public void SetIdentities(params string[] identities) => WriteKeys(string.Join("", identities.Select(identity => $"{identity}:{Key}\n")));

    /// <summary>As <see cref="Replace"/>, of the pre-shared keys.</summary>
    public void WriteKeys(string text) => Replace(PskFile, text);

    /// <summary>Another certificate of the gateway, by the same authority.</summary>
    public TestCertificate NewCertificate() => _authority.Server("127.0.0.1");

    /// <summary>Puts a new file in the place of the old one, with a time of its own.</summary>
    public static void Replace(string path, string text)
    {
        File.WriteAllText($"{path}.new", text);
        File.SetLastWriteTimeUtc($"{path}.new", DateTime.UtcNow.AddTicks(Random.Shared.Next(1, 10_000_000)));
        File.Move($"{path}.new", path, overwrite: true);
    }

    /// <summary>The certificate of a client, in two files.</summary>
    public (string Certificate, string Key) Client(string name, TimeSpan? ends = null, bool isForeign = false)
    {
        using TestAuthority other = new TestAuthority("another");
        TestCertificate certificate = (isForeign ? other : _authority).Client(name, TimeSpan.FromDays(-10), ends);
        File.WriteAllText(Path($"{name}.pem"), certificate.Pem);
        File.WriteAllText(Path($"{name}.key"), certificate.KeyPem);
        return (Path($"{name}.pem"), Path($"{name}.key"));
    }

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }
}
