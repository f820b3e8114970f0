using System.Diagnostics;
using System.Text;
using SensorNet.GatewayService.Transport.Dtls;

namespace SensorNet.GatewayService.Tests.Dtls;

/// <summary>Sessions of Debian's <c>openssl s_client -dtls1_2</c> with the layer.</summary>
[TestClass]
public sealed class OpenSslTests
{
    private readonly DtlsFiles _files = new();

    [TestCleanup]
    public void Clean() => _files.Dispose();

    [TestMethod]
    [DataRow("PSK-AES128-CCM8")]
    [DataRow("PSK-AES128-CCM")]
    [DataRow("PSK-AES128-GCM-SHA256")]
    [DataRow("ECDHE-PSK-CHACHA20-POLY1305")]
    public async Task With_a_pre_shared_key(string cipher)
    {
        using EchoShard shard = new EchoShard(_files);

        string output = await RunAsync(shard, "-cipher", cipher, "-psk_identity", "node-1", "-psk", DtlsFiles.Key);

        StringAssert.Contains(output, $"Cipher is {cipher}", StringComparison.Ordinal);
        Assert.AreEqual("node-1", shard.LastIdentity);
    }

    [TestMethod]
    [DataRow("ECDHE-ECDSA-AES128-GCM-SHA256")]
    [DataRow("ECDHE-ECDSA-AES128-CCM")]
    [DataRow("ECDHE-ECDSA-AES128-CCM8")]
    public async Task With_the_gateways_certificate(string cipher)
    {
        using EchoShard shard = new EchoShard(_files, WithCertificate("none"));

        string output = await RunAsync(shard, "-cipher", cipher, "-CAfile", _files.Authority, "-verify_return_error");

        StringAssert.Contains(output, $"Cipher is {cipher}", StringComparison.Ordinal);
        StringAssert.Contains(output, "Verify return code: 0 (ok)", StringComparison.Ordinal);
        Assert.IsNull(shard.LastIdentity);
    }

    [TestMethod]
    public async Task With_a_certificate_that_was_renewed_while_it_ran()
    {
        using EchoShard shard = new EchoShard(_files, WithCertificate("none"));
        string[] arguments = ["-CAfile", _files.Authority, "-verify_return_error", "-showcerts"];
        string before = await File.ReadAllTextAsync(_files.Certificate);
        TestCertificate renewed = _files.NewCertificate();

        // A key that is not the certificate's: between the writes of both they do not go together.
        DtlsFiles.Replace(_files.CertificateKey, renewed.KeyPem);
        await Wait.UntilAsync(
            () => shard.LogText.Contains("Dtls:Key", StringComparison.Ordinal), "the key is refused", details: () => shard.LogText);
        StringAssert.Contains(shard.LogText, "stay as they were", StringComparison.Ordinal);
        StringAssert.Contains(await RunAsync(shard, arguments), before.Trim(), StringComparison.Ordinal);

        DtlsFiles.Replace(_files.Certificate, renewed.Pem);
        await Wait.UntilAsync(
            () => shard.LogText.Contains("the certificates have changed", StringComparison.Ordinal), "both are read", details: () => shard.LogText);
        StringAssert.Contains(await RunAsync(shard, arguments), renewed.Pem.Trim(), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task An_authority_that_was_replaced_while_it_ran_refuses_certificates_of_the_old_one()
    {
        using EchoShard shard = new EchoShard(_files, WithCertificate("required"));
        (string certificate, string key) = _files.Client("node-7");
        using TestAuthority other = new TestAuthority("another");

        DtlsFiles.Replace(_files.Authority, other.Pem);
        await Wait.UntilAsync(
            () => shard.LogText.Contains("the certificates have changed", StringComparison.Ordinal), "it is read", details: () => shard.LogText);

        await RefusedAsync(shard, HandshakeFailure.BadCertificate, "-cert", certificate, "-key", key);
    }

    [TestMethod]
    [DataRow("optional")]
    [DataRow("required")]
    public async Task With_a_client_certificate(string setting)
    {
        using EchoShard shard = new EchoShard(_files, WithCertificate(setting));
        (string certificate, string key) = _files.Client("node-7");

        await RunAsync(shard, "-CAfile", _files.Authority, "-cert", certificate, "-key", key);

        Assert.AreEqual("node-7", shard.LastIdentity);
    }

    [TestMethod]
    public async Task Without_a_client_certificate_where_it_is_optional()
    {
        using EchoShard shard = new EchoShard(_files, WithCertificate("optional"));

        await RunAsync(shard, "-CAfile", _files.Authority);

        Assert.IsNull(shard.LastIdentity);
    }

    [TestMethod]
    public async Task Without_a_client_certificate_where_it_is_required_it_is_refused()
    {
        using EchoShard shard = new EchoShard(_files, WithCertificate("required"));

        await RefusedAsync(shard, HandshakeFailure.NothingInCommon, "-CAfile", _files.Authority);
    }

    [TestMethod]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        using EchoShard shard = new EchoShard(_files, WithCertificate("optional"));
        (string certificate, string key) = _files.Client("node-7", isForeign: true);

        await RefusedAsync(shard, HandshakeFailure.BadCertificate, "-CAfile", _files.Authority, "-cert", certificate, "-key", key);
    }

    [TestMethod]
    public async Task A_certificate_that_has_expired_is_refused()
    {
        using EchoShard shard = new EchoShard(_files, WithCertificate("optional"));
        (string certificate, string key) = _files.Client("node-7", ends: TimeSpan.FromDays(-1));

        await RefusedAsync(shard, HandshakeFailure.BadCertificate, "-CAfile", _files.Authority, "-cert", certificate, "-key", key);
    }

    [TestMethod]
    public async Task An_unknown_identity_is_refused_and_logged()
    {
        using EchoShard shard = new EchoShard(_files);

        await RefusedAsync(shard, HandshakeFailure.UnknownIdentity, "-psk_identity", "no\u001body", "-psk", DtlsFiles.Key, "-cipher", "PSK");

        await Wait.UntilAsync(
            () => shard.LogText.Contains("identity \"no?ody\"", StringComparison.Ordinal), "it is logged", details: () => shard.LogText);
    }

    private (string, string)[] WithCertificate(string clientCertificates) =>
    [
        ("Dtls:Certificate", _files.Certificate), ("Dtls:Key", _files.CertificateKey),
        ("Dtls:ClientCertificates", clientCertificates), ("Dtls:ClientCa", clientCertificates == "none" ? "" : _files.Authority),
    ];

    private static async Task RefusedAsync(EchoShard shard, HandshakeFailure failure, params string[] arguments)
    {
        using Process process = Start(shard, arguments);
        await Wait.UntilAsync(() => shard.Failures(failure) == 1, "the handshake fails", details: () => shard.LogText);
        process.Kill();
        Assert.AreEqual(0, shard.Counters.Sessions);
    }

    // Sends a line, waits for its echo, and ends.
    private static async Task<string> RunAsync(EchoShard shard, params string[] arguments)
    {
        const string Line = "MQTT-SN through s_client";
        int before = shard.MessageCount;
        using Process process = Start(shard, arguments);
        await Wait.UntilAsync(() => shard.Counters.Sessions == 1 || process.HasExited, "there is a session", details: () => shard.LogText);
        await process.StandardInput.WriteLineAsync(Line);
        string output = await ReadToAsync(process.StandardOutput, Line).WaitAsync(Wait.Patience);
        await process.StandardInput.WriteLineAsync("Q");
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Wait.Patience);
        Assert.AreEqual(before + 1, shard.MessageCount, output);
        StringAssert.Contains(output, Line, StringComparison.Ordinal, shard.LogText);
        return output;
    }

    // What was printed to the line with the text, or to the end when there is none.
    private static async Task<string> ReadToAsync(StreamReader reader, string text)
    {
        StringBuilder output = new StringBuilder();
        while (!output.ToString().Contains(text, StringComparison.Ordinal) && await reader.ReadLineAsync() is { } line)
        {
            output.AppendLine(line);
        }

        return output.ToString();
    }

    private static Process Start(EchoShard shard, string[] arguments)
    {
        string[] all = ["s_client", "-dtls1_2", "-connect", shard.EndPoint.ToString(), .. arguments];
        return Process.Start(new ProcessStartInfo(Programs.Find("openssl"), all)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
