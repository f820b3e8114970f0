using System.Security.Cryptography;
using SensorNet.GatewayService.Settings.Table;
using SensorNet.GatewayService.Tests.Dtls;
using SensorNet.GatewayService.Tests.Persistence;
using SensorNet.GatewayService.Transport.Dtls;

namespace SensorNet.GatewayService.Tests.Settings;

[TestClass]
public sealed class DtlsSettingsTests
{
    private static readonly (string, string) Listen = ("Dtls:Listen", "127.0.0.1:8883");

    [TestMethod]
    public void It_is_off_by_default() => Assert.IsEmpty(new LoadedSettings().Settings!.Dtls.Listen);

    [TestMethod]
    public void The_gateway_can_listen_for_DTLS_alone()
    {
        LoadedSettings loaded = new LoadedSettings(("Udp:Listen", ""), Listen, ("Dtls:PskFile", "psk"));

        Assert.IsEmpty(loaded.Problems);
        Assert.IsEmpty(loaded.Settings!.Udp.Listen);
    }

    [TestMethod]
    public void Keys_or_a_certificate_are_needed() =>
        Refused("Dtls:PskFile = (none): must be there when Dtls:Listen is, unless Dtls:Certificate is", Listen);

    [TestMethod]
    public void A_certificate_needs_its_key() =>
        Refused("Dtls:Key = (none): must be there when Dtls:Certificate is", Listen, ("Dtls:Certificate", "c"));

    [TestMethod]
    public void A_key_needs_its_certificate() =>
        Refused("Dtls:Certificate = (none): must be there when Dtls:Key is", Listen, ("Dtls:PskFile", "psk"), ("Dtls:Key", "k"));

    [TestMethod]
    [DataRow("Dtls:PskFile")]
    [DataRow("Dtls:ClientCa", "Dtls:ClientCertificates", "required", "Dtls:Certificate", "c", "Dtls:Key", "k")]
    public void A_file_is_of_no_use_where_nothing_listens(string key, params string[] more)
    {
        (string, string)[] settings = [(key, "file"), .. more.Chunk(2).Select(pair => (pair[0], pair[1]))];

        LoadedSettings loaded = new LoadedSettings(settings);

        Assert.IsTrue(
            loaded.Problems.Any(problem => problem.ToString() == $"{key} = \"file\": is of no use: Dtls:Listen is not set"),
            string.Join('\n', loaded.Problems));
    }

    [TestMethod]
    public void Certificates_of_peers_need_their_authority() => Refused(
        "Dtls:ClientCa = (none): must be there when Dtls:ClientCertificates is required",
        Listen, ("Dtls:Certificate", "c"), ("Dtls:Key", "k"), ("Dtls:ClientCertificates", "required"));

    [TestMethod]
    public void An_authority_needs_certificates_of_peers() => Refused(
        "Dtls:ClientCertificates = none: must be optional or required when Dtls:ClientCa is there: otherwise nobody is asked for a certificate",
        Listen, ("Dtls:Certificate", "c"), ("Dtls:Key", "k"), ("Dtls:ClientCa", "ca"));

    [TestMethod]
    public void One_address_has_no_more_handshakes_than_all() => Refused(
        "Dtls:HandshakesPerAddressMax = 5: must be at most Dtls:HandshakesMax, which is 4",
        Listen, ("Dtls:PskFile", "psk"), ("Dtls:HandshakesMax", "4"), ("Dtls:HandshakesPerAddressMax", "5"));

    [TestMethod]
    public void A_file_of_authorities_has_a_certificate()
    {
        using DtlsFiles files = new DtlsFiles();
        LoadedSettings loaded = new LoadedSettings(
            Listen, ("Dtls:Certificate", files.Certificate), ("Dtls:Key", files.CertificateKey), ("Dtls:ClientCertificates", "required"),
            ("Dtls:ClientCa", files.PskFile));
        List<SettingProblem> problems = [];

        Assert.IsNull(DtlsParts.Load(loaded.Settings!, problems));

        Assert.AreEqual($"Dtls:ClientCa = \"{files.PskFile}\": has no certificate: it must be a PEM file", problems.Single().ToString());
    }

    [TestMethod]
    public void The_key_is_one_of_an_elliptic_curve_and_not_the_certificate()
    {
        const string Rule = "must be a PEM file with one ECDSA key, which has no password";
        using DtlsFiles files = new DtlsFiles();
        using TemporaryFolder folder = new TemporaryFolder();
        using RSA rsa = RSA.Create(2048);
        using ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string key = folder.File("key.pem");
        PbeParameters password = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1);
        foreach (string pem in new[]
            { rsa.ExportPkcs8PrivateKeyPem(), curve.ExportEncryptedPkcs8PrivateKeyPem("x", password), File.ReadAllText(files.Certificate), "" })
        {
            File.WriteAllText(key, pem);
            List<SettingProblem> problems = [];
            LoadedSettings loaded = new LoadedSettings(Listen, ("Dtls:Certificate", files.Certificate), ("Dtls:Key", key));

            Assert.IsNull(DtlsParts.Load(loaded.Settings!, problems));

            Assert.AreEqual($"Dtls:Key = \"{key}\": {Rule}", problems.Single().ToString());
        }
    }

    private static void Refused(string problem, params (string Key, string Value)[] values)
    {
        SettingProblem told = new LoadedSettings(values).Problems.Single();

        Assert.AreEqual(problem, told.ToString());
    }
}
