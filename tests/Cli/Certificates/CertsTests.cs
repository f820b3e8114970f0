using SensorNet.EndToEnd.Tests;

namespace SensorNet.Cli.Tests.Certificates;

[TestClass]
public sealed class CertsTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [TestMethod]
    [DataRow("ecdsa", "ASN1 OID: prime256v1")]
    [DataRow("rsa", "2048 bit")]
    public async Task Openssl_verifies_what_is_made(string keys, string kindOfKey)
    {
        using TemporaryFolder folder = new TemporaryFolder();
        await MakeAsync(folder, "--host", "broker.lan", "--host", "127.0.0.1", "--client", "kitchen", "--keys", keys);
        string ca = In(folder, "ca.pem");
        string[] asServer = ["verify", "-x509_strict", "-CAfile", ca, "-purpose", "sslserver"];
        Assert.AreEqual(0, await OpensslAsync([.. asServer, "-verify_hostname", "broker.lan", In(folder, "server.pem")]));
        Assert.AreEqual(0, await OpensslAsync([.. asServer, "-verify_ip", "127.0.0.1", In(folder, "server.pem")]));
        Assert.AreEqual(0, await OpensslAsync("verify", "-x509_strict", "-CAfile", ca, "-purpose", "sslclient", In(folder, "kitchen.pem")));
        Assert.AreNotEqual(0, await OpensslAsync("verify", "-CAfile", ca, "-purpose", "sslserver", In(folder, "kitchen.pem")));
        Assert.AreNotEqual(0, await OpensslAsync("verify", "-CAfile", ca, "-verify_hostname", "other.lan", In(folder, "server.pem")));
        using ChildProcess text = new ChildProcess(Programs.Find("openssl"), "pkey", "-in", In(folder, "kitchen-key.pem"), "-noout", "-text");
        await text.WaitForExitAsync();
        StringAssert.Contains(text.Output, kindOfKey);
    }

    [TestMethod]
    public async Task What_goes_on_a_board_is_certificate_and_key_in_pkcs8_with_a_zero_behind()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        await MakeAsync(folder, "--client", "kitchen");
        string board = await File.ReadAllTextAsync(In(folder, "kitchen-board.pem"));
        Assert.AreEqual(
            await File.ReadAllTextAsync(In(folder, "kitchen.pem")) + await File.ReadAllTextAsync(In(folder, "kitchen-key.pem")) + "\0", board);
        StringAssert.Contains(board, "-----BEGIN PRIVATE KEY-----");
        Assert.AreEqual(
            await File.ReadAllTextAsync(In(folder, "ca.pem")) + "\0", await File.ReadAllTextAsync(In(folder, "ca-board.pem")));
    }

    [TestMethod]
    public async Task Keys_are_of_mode_600_and_git_ignores_the_folder()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        await MakeAsync(folder, "--client", "kitchen");
        Assert.AreEqual("*", (await File.ReadAllLinesAsync(In(folder, ".gitignore")))[^1]);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (string key in new[] { "ca-key.pem", "server-key.pem", "kitchen-key.pem", "kitchen-board.pem" })
        {
            Assert.AreEqual(OwnerOnly, File.GetUnixFileMode(In(folder, key)), key);
        }
    }

    [TestMethod]
    public async Task Nothing_is_overwritten_without_force_and_another_node_is_signed_by_the_same_authority()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        await MakeAsync(folder, "--client", "kitchen");
        string ca = await File.ReadAllTextAsync(In(folder, "ca.pem"));
        string server = await File.ReadAllTextAsync(In(folder, "server.pem"));
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("certs", "--out", Out(folder), "--client", "attic", "--client", "kitchen");
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, "kitchen.pem' is there already: --force replaces it");
        Assert.IsFalse(File.Exists(In(folder, "attic.pem")));

        await MakeAsync(folder, "--client", "attic", "--keys", "rsa");
        Assert.AreEqual(ca, await File.ReadAllTextAsync(In(folder, "ca.pem")));
        Assert.AreEqual(server, await File.ReadAllTextAsync(In(folder, "server.pem")));
        Assert.AreEqual(0, await OpensslAsync("verify", "-CAfile", In(folder, "ca.pem"), In(folder, "attic.pem")));

        await MakeAsync(folder, "--client", "kitchen", "--force");
        Assert.AreNotEqual(ca, await File.ReadAllTextAsync(In(folder, "ca.pem")));
        Assert.AreNotEqual(server, await File.ReadAllTextAsync(In(folder, "server.pem")));
    }

    [TestMethod]
    public async Task An_authority_that_cannot_be_used_is_a_failure_that_says_so()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        Directory.CreateDirectory(Out(folder));
        await File.WriteAllTextAsync(In(folder, "ca.pem"), "no certificate");
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("certs", "--out", Out(folder));
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, "(ca.pem, ca-key.pem) cannot be used");
        Assert.IsFalse(File.Exists(In(folder, "server.pem")));
    }

    [TestMethod]
    public async Task Mosquitto_takes_the_printed_lines_and_its_clients_and_refuses_others()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using TemporaryFolder foreign = new TemporaryFolder();
        string output = await MakeAsync(folder, "--host", "127.0.0.1", "--client", "kitchen");
        await MakeAsync(foreign, "--host", "127.0.0.1", "--client", "kitchen");

        // The test's broker has a listener of its own; the other lines belong to it.
        IEnumerable<string> shown = output.Split('\n').SkipWhile(line => !line.StartsWith("listener", StringComparison.Ordinal));
        string[] lines = [.. shown.Skip(1).TakeWhile(line => line.Length > 0)];
        Assert.HasCount(5, lines);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(null, null, [.. lines, "allow_anonymous false"]);
        string[] own = ["--cert", In(folder, "kitchen.pem"), "--key", In(folder, "kitchen-key.pem")];
        string[] other = ["--cert", In(foreign, "kitchen.pem"), "--key", In(foreign, "kitchen-key.pem")];
        Assert.AreEqual(0, await PublishAsync(broker, ["--cafile", In(folder, "ca.pem"), .. own]));
        await Wait.UntilAsync(() => broker.Says("u'kitchen'"), "the user is the certificate's common name", details: () => broker.Output);
        Assert.AreNotEqual(0, await PublishAsync(broker, ["--cafile", In(folder, "ca.pem"), .. other]));
        Assert.AreNotEqual(0, await PublishAsync(broker, "--cafile", In(folder, "ca.pem")));
        Assert.AreNotEqual(0, await PublishAsync(broker, ["--cafile", In(foreign, "ca.pem"), .. own]));
    }

    private static string Out(TemporaryFolder folder) => Path.Combine(folder.Path, "certs");

    private static string In(TemporaryFolder folder, string file) => Path.Combine(Out(folder), file);

    private static async Task<string> MakeAsync(TemporaryFolder folder, params string[] args)
    {
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync(["certs", "--out", Out(folder), .. args]);
        Assert.AreEqual(0, exitCode, errors);
        return output;
    }

    private static async Task<int> OpensslAsync(params string[] args)
    {
        using ChildProcess openssl = new ChildProcess(Programs.Find("openssl"), args);
        await openssl.WaitForExitAsync();
        return openssl.ExitCode;
    }

    private static async Task<int> PublishAsync(MosquittoBroker broker, params string[] tls)
    {
        using ChildProcess publisher = new ChildProcess(
            Programs.Find("mosquitto_pub"), ["-h", "127.0.0.1", "-p", $"{broker.Port}", "-t", "t", "-m", "m", "-q", "1", .. tls]);
        await publisher.WaitForExitAsync();
        return publisher.ExitCode;
    }
}
