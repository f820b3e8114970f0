using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Server;
using SensorNet.EndToEnd.Tests;

namespace SensorNet.Cli.Tests.Commands;

[TestClass]
public sealed class WatchTlsTests
{
    [TestMethod]
    public async Task A_broker_whose_certificate_is_trusted_is_connected_to()
    {
        using X509Certificate2 certificate = TestCertificate.Create();
        using TemporaryFolder folder = new TemporaryFolder();
        string ca = folder.Write("ca.pem", certificate.ExportCertificatePem());
        (MqttServer server, int port) = await StartServerAsync(certificate);
        await using (CliRun run = CliRun.Start("watch", "--broker", $"localhost:{port}", "--tls", "--ca", ca))
        {
            await run.ErrorLineAsync("connected to");
        }

        await server.StopAsync();
        server.Dispose();
    }

    [TestMethod]
    public async Task A_broker_that_wants_a_certificate_of_the_client_gets_it()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        (int exitCode, _, string errors) = await CliRun.ToEndAsync(
            "certs", "--out", folder.File("certs"), "--host", "127.0.0.1", "--client", "watcher");
        Assert.AreEqual(0, exitCode, errors);
        string[] files = [folder.File("certs/ca.pem"), folder.File("certs/server.pem"), folder.File("certs/server-key.pem")];
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(
            null,
            null,
            $"cafile {files[0]}",
            $"certfile {files[1]}",
            $"keyfile {files[2]}",
            "require_certificate true",
            "use_identity_as_username true");
        string[] options = ["watch", "--broker", broker.Address, "--tls", "--ca", files[0]];
        await using (CliRun without = CliRun.Start(options))
        {
            await without.ErrorLineAsync("cannot connect");
        }

        await using CliRun run = CliRun.Start(
            [.. options, "--cert", folder.File("certs/watcher.pem"), "--key", folder.File("certs/watcher-key.pem")]);
        await run.ErrorLineAsync("connected to");
        await Wait.UntilAsync(() => broker.Says("u'watcher'"), "the broker knows who it is", details: () => broker.Output);
    }

    [TestMethod]
    public async Task The_CA_below_the_root_of_the_clients_certificate_is_sent_along()
    {
        using TestChain chain = new TestChain();
        (_, string whole, string key) = chain.Server();
        (_, string ownChain, string ownKey) = chain.Client("watcher");
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(
            null, null, $"cafile {chain.Root}", $"certfile {whole}", $"keyfile {key}", "require_certificate true", "use_identity_as_username true");
        await using CliRun run = CliRun.Start(
            "watch", "--broker", broker.Address, "--tls", "--ca", chain.Intermediate, "--cert", ownChain, "--key", ownKey);
        await run.ErrorLineAsync("connected to");
        await Wait.UntilAsync(() => broker.Says("u'watcher'"), "the broker knows who it is", details: () => broker.Output);
    }

    [TestMethod]
    public async Task A_broker_whose_certificate_is_not_trusted_is_not_connected_to()
    {
        using X509Certificate2 certificate = TestCertificate.Create();
        (MqttServer server, int port) = await StartServerAsync(certificate);
        await using (CliRun run = CliRun.Start("watch", "--broker", $"localhost:{port}", "--tls"))
        {
            StringAssert.Contains(await run.ErrorLineAsync("cannot connect"), "(TLS: ");
        }

        await server.StopAsync();
        server.Dispose();
    }

    [TestMethod]
    [DataRow("127.0.0.1", true)]
    [DataRow("localhost", false)]
    public async Task With_a_ca_one_of_another_ca_of_its_name_or_of_another_host_is_not_connected_to(string host, bool isForeign)
    {
        using TestChain chain = new TestChain();
        (string leaf, _, string key) = chain.Server();
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(null, null, $"certfile {leaf}", $"keyfile {key}");
        await using CliRun run = CliRun.Start(
            "watch", "--broker", $"{host}:{broker.Port}", "--tls", "--ca", isForeign ? chain.Foreign : chain.Intermediate);
        StringAssert.Contains(
            await run.ErrorLineAsync("cannot connect"),
            $"(TLS: the broker's certificate is not trusted, or is not of '{host}': check the host name and --ca)");
    }

    [TestMethod]
    public async Task A_certificate_file_without_certificates_is_a_failure_that_says_so()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string ca = folder.Write("ca.pem", "nothing");
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("watch", "--tls", "--ca", ca);
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual($"sensornet watch: --ca '{ca}' has no certificate: it must be a PEM file\n", errors);
    }

    private static async Task<(MqttServer Server, int Port)> StartServerAsync(X509Certificate2 certificate)
    {
        MqttServerOptions options = new MqttServerOptionsBuilder()
            .WithoutDefaultEndpoint()
            .WithEncryptedEndpoint()
            .WithEncryptedEndpointPort(0)
            .WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
            .WithEncryptedEndpointBoundIPV6Address(IPAddress.None)
            .WithEncryptionCertificate(certificate)
            .Build();
        MqttServer server = new MqttServerFactory().CreateMqttServer(options);
        await server.StartAsync();
        return (server, options.TlsEndpointOptions.Port);
    }
}
