using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace SensorNet.Cli.Tests.Commands;

/// <summary>What is said of a port where TCP opens and no MQTT broker answers.</summary>
[TestClass]
public sealed class NoBrokerTests
{
    private const string Closed =
        "closed without an answer: it may be a port for TLS (--tls, usually 8883) or of another service, or the broker takes no more clients";

    [TestMethod]
    public async Task A_connection_that_is_closed_at_once()
    {
        await using OtherServer server = OtherServer.Closing();
        Assert.AreEqual(Closed, await ReasonAsync(server));
    }

    [TestMethod]
    public async Task A_connection_that_is_closed_after_the_request()
    {
        await using OtherServer server = OtherServer.ClosingAfterRequest();
        Assert.AreEqual(Closed, await ReasonAsync(server));
    }

    [TestMethod]
    [DataRow("command", "kitchen", "read")]
    [DataRow("doctor")]
    public async Task It_can_be_stopped_while_it_waits_for_a_broker_that_does_not_answer(params string[] words)
    {
        using TcpListener silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using CliRun run = CliRun.Start([.. words, "--broker", silent.LocalEndpoint.ToString()!]);
        using Socket accepted = await silent.AcceptSocketAsync();

        Assert.AreEqual(1, await run.StopAsync());
        StringAssert.Contains(string.Join('\n', run.Error.Lines), "stopped before it was done");
    }

    [TestMethod]
    public async Task A_connection_that_is_reset()
    {
        await using OtherServer server = OtherServer.Resetting();
        Assert.AreEqual(Closed, await ReasonAsync(server));
    }

    [TestMethod]
    [DataRow("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [DataRow("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\nDate: Sun, 01 Mar 2026 12:00:01 GMT\r\nServer: Kestrel\r\n\r\n")]
    public async Task An_http_server(string answer)
    {
        await using OtherServer server = OtherServer.Answering(answer);
        Assert.AreEqual("an HTTP server answers there, and no MQTT broker: is the port right (usually 1883)?", await ReasonAsync(server));
    }

    [TestMethod]
    public async Task A_server_that_greets_first()
    {
        await using OtherServer server = OtherServer.Greeting("SSH-2.0-OpenSSH_9.2\r\n");
        Assert.AreEqual("what answers there is no MQTT broker: it begins with 'SSH-2.0-OpenSSH_'", await ReasonAsync(server));
    }

    [TestMethod]
    public async Task A_port_for_tls()
    {
        using X509Certificate2 certificate = TestCertificate.Create();
        await using OtherServer server = TlsServer(certificate);
        string reason = await ReasonAsync(server);
        Assert.IsTrue(reason is Closed or "a TLS server answers there: give --tls, or the broker's port without TLS (usually 1883)", reason);
    }

    [TestMethod]
    public async Task A_server_that_answers_nothing()
    {
        await using OtherServer server = OtherServer.Silent();
        Assert.AreEqual(
            "connected, but no answer within 10 s: it may be a port for TLS (--tls, usually 8883) or of another service",
            await ReasonAsync(server));
    }

    [TestMethod]
    public async Task Tls_where_there_is_none()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        Assert.AreEqual(
            "closed during the TLS handshake: is it the broker's port for TLS (usually 8883)?",
            await ReasonAsync($"localhost:{broker.Port}", "--tls"));
    }

    [TestMethod]
    public async Task Tls_with_an_http_server_without_tls()
    {
        await using OtherServer server = OtherServer.Answering("HTTP/1.1 400 Bad Request\r\n\r\n");
        Assert.AreEqual("an HTTP server answers there, and no MQTT broker: is the port right (usually 8883)?", await ReasonAsync(server, "--tls"));
    }

    [TestMethod]
    public async Task Tls_with_a_server_that_answers_nothing()
    {
        await using OtherServer server = OtherServer.Silent();
        Assert.AreEqual(
            "connected, but no answer within 10 s: is it the broker's port for TLS (usually 8883)?", await ReasonAsync(server, "--tls"));
    }

    [TestMethod]
    public async Task Another_service_behind_tls()
    {
        using X509Certificate2 certificate = TestCertificate.Create();
        using TemporaryFolder folder = new TemporaryFolder();
        string ca = folder.Write("ca.pem", certificate.ExportCertificatePem());
        await using OtherServer server = TlsServer(certificate);
        Assert.AreEqual(
            "closed without an answer after the TLS handshake: it may be a port of another service, or the broker wants a certificate of the client",
            await ReasonAsync(server, "--tls", "--ca", ca));
    }

    [TestMethod]
    public async Task A_certificate_that_is_not_trusted()
    {
        using X509Certificate2 certificate = TestCertificate.Create();
        await using OtherServer server = TlsServer(certificate);
        Assert.AreEqual(
            "TLS: the broker's certificate is not trusted, or is not of 'localhost': check the host name and --ca",
            await ReasonAsync(server, "--tls"));
    }

    [TestMethod]
    public async Task A_host_that_is_not_found() =>
        Assert.AreEqual("no host 'no-such-host.invalid' found", await ReasonAsync("no-such-host.invalid:1883"));

    [TestMethod]
    public async Task The_end_after_the_duration_says_what_the_last_attempt_said()
    {
        await using OtherServer server = OtherServer.Closing();
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("watch", "--broker", server.Address, "--duration", "2s");
        Assert.AreEqual(1, exitCode);
        StringAssert.EndsWith(errors, $"sensornet watch: there was no connection to the broker at {server.Address}: {Closed}\n");
    }

    private static OtherServer TlsServer(X509Certificate2 certificate) => new(async (stream, stop) =>
    {
        await using SslStream tls = new SslStream(stream, leaveInnerStreamOpen: true);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop);
        _ = await tls.ReadAsync(new byte[1024], stop);
    });

    private static Task<string> ReasonAsync(OtherServer server, params string[] more) => ReasonAsync(server.Address, more);

    /// <summary>What is said of the first attempt.</summary>
    private static async Task<string> ReasonAsync(string address, params string[] more)
    {
        await using CliRun run = CliRun.Start(["watch", "--broker", address, .. more]);
        string line = await run.ErrorLineAsync("attempt 2 in");
        string begin = $"cannot connect to {address} (";
        StringAssert.StartsWith(line, begin);
        Assert.DoesNotContain("Exception", line);
        return line[begin.Length..line.LastIndexOf("); attempt 2", StringComparison.Ordinal)];
    }
}
