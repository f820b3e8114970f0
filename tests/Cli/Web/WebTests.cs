using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace SensorNet.Cli.Tests.Web;

/// <summary>The web view as the command serves it; what it shows is for the tests in a browser.</summary>
[TestClass]
public sealed class WebTests
{
    private const string Prefix = "web view: ";

    [TestMethod]
    public async Task Demo_says_where_the_web_view_is_and_what_happens_to_the_connection()
    {
        await using CliRun demo = CliRun.Start("demo", "--web", "--web-port", "0", "--port", "0", "--nodes", "1", "--constrained", "0");
        Uri url = UrlOf(await demo.OutLineAsync(Prefix));
        await demo.OutLineAsync("connected to 127.0.0.1:");
        using HttpClient http = new HttpClient();

        HttpResponseMessage page = await http.GetAsync(url);

        Assert.AreEqual(HttpStatusCode.OK, page.StatusCode);
        string script = await http.GetStringAsync(new Uri(url, "/_framework/blazor.web.js"));
        Assert.IsGreaterThan(10_000, script.Length, "the files of the page are there");
        await UntilReadingAsync(http, url, "kitchen,temperature,°C,1,");
        Assert.AreEqual(0, await demo.StopAsync(), demo.Error.Text);
        Assert.AreEqual("", demo.Error.Text);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(url));
    }

    [TestMethod]
    public async Task Watch_takes_the_demos_broker_by_WebSocket()
    {
        await using CliRun demo = CliRun.Start("demo", "--web", "--web-port", "0", "--port", "0", "--nodes", "1", "--constrained", "0");
        string line = await demo.OutLineAsync(Prefix);
        Uri url = UrlOf(line);
        string webSocket = $"ws://{url.Authority}/mqtt";
        StringAssert.EndsWith(line, $"(MQTT over WebSocket: {webSocket})");

        await using CliRun watch = CliRun.Start("watch", "--broker", webSocket, "--plain");

        await watch.OutLineAsync("kitchen readings seq=");
        await watch.OutLineAsync("kitchen status online");
        Assert.AreEqual(0, await watch.StopAsync(), watch.Error.Text);
    }

    [TestMethod]
    public async Task Watch_shows_the_messages_of_any_broker_and_may_write_them_as_well()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun watch = CliRun.Start(
            "watch", "--broker", $"localhost:{broker.Port}", "--topic", "#", "--web", "--web-port", "0", "--json");
        Uri url = UrlOf(await watch.ErrorLineAsync(Prefix));
        await watch.ErrorLineAsync("connected to localhost:");
        await broker.PublishAsync("tele/plug/SENSOR", "{\"AM2301\":{\"Temperature\":20.5}}");

        string json = await watch.OutLineAsync("tele/plug/SENSOR");

        Assert.AreEqual("Tasmota", JsonDocument.Parse(json).RootElement.GetProperty("system").GetString());
        using HttpClient http = new HttpClient();
        await UntilReadingAsync(http, url, "plug,temperature,°C,1,20.5,20.5,20.5");
        Assert.AreEqual(0, await watch.StopAsync(), watch.Error.Text);
    }

    [TestMethod]
    public async Task A_web_view_for_other_computers_needs_the_token_and_says_that_it_is_without_TLS()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun watch = CliRun.Start(
            "watch", "--broker", $"localhost:{broker.Port}", "--web", "--web-port", "0", "--web-listen", "0.0.0.0");
        Uri url = UrlOf(await watch.OutLineAsync(Prefix));
        await watch.ErrorLineAsync("web view: it is without TLS: ");
        Uri local = new Uri($"http://127.0.0.1:{url.Port}{url.PathAndQuery}");
        using HttpClient http = new HttpClient();

        Assert.AreEqual(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri(local, "/"))).StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, (await http.GetAsync(local)).StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, (await http.GetAsync(new Uri(local, "/"))).StatusCode, "by the cookie");
        Assert.AreEqual(0, await watch.StopAsync(), watch.Error.Text);
    }

    [TestMethod]
    public async Task It_speaks_TLS_with_a_certificate()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        (int made, _, string problem) = await CliRun.ToEndAsync("certs", "--out", folder.File("certs"), "--host", "127.0.0.1");
        Assert.AreEqual(0, made, problem);
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun watch = CliRun.Start(
            "watch", "--broker", $"localhost:{broker.Port}", "--web", "--web-port", "0",
            "--web-cert", folder.File("certs/server.pem"), "--web-key", folder.File("certs/server-key.pem"));
        Uri url = UrlOf(await watch.OutLineAsync(Prefix));
        Assert.AreEqual("https", url.Scheme);
        X509Certificate2Collection trusted = [];
        trusted.ImportFromPemFile(folder.File("certs/ca.pem"));
        using HttpClientHandler handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, chain, _) =>
            {
                chain!.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
                chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
                return chain.Build(certificate!);
            },
        };
        using HttpClient http = new HttpClient(handler);

        Assert.AreEqual(HttpStatusCode.OK, (await http.GetAsync(url)).StatusCode);
        Assert.AreEqual("", watch.Error.Text);
    }

    [TestMethod]
    public async Task A_port_in_use_is_an_error_where_it_was_asked_for()
    {
        using TcpListener other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        (int exitCode, string output, string error) = await CliRun.ToEndAsync("watch", "--web", "--web-port", $"{port}");

        Assert.AreEqual(1, exitCode, output);
        Assert.AreEqual($"sensornet watch: port {port} is in use: choose another with --web-port N\n", error);
    }

    [TestMethod]
    public async Task An_address_of_another_computer_is_an_error()
    {
        (int exitCode, _, string error) = await CliRun.ToEndAsync("watch", "--web", "--web-port", "0", "--web-listen", "192.0.2.7");

        Assert.AreEqual(1, exitCode);
        Assert.AreEqual("sensornet watch: 192.0.2.7 is no address of this computer: choose another with --web-listen\n", error);
    }

    [TestMethod]
    public async Task A_file_that_is_no_certificate_is_an_error()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string file = folder.Write("x.pem", "no certificate");

        (int exitCode, _, string error) = await CliRun.ToEndAsync("watch", "--web", "--web-cert", file, "--web-key", file);

        Assert.AreEqual(1, exitCode);
        StringAssert.StartsWith(error, $"sensornet watch: --web-cert '{file}' with --web-key '{file}' cannot be used: ");
    }

    [TestMethod]
    public async Task Duration_ends_it()
    {
        await using TestBroker broker = await TestBroker.StartAsync();

        (int exitCode, string output, string error) = await CliRun.ToEndAsync(
            "watch", "--broker", $"localhost:{broker.Port}", "--web", "--web-port", "0", "--duration", "10s");

        Assert.AreEqual(0, exitCode, error);
        StringAssert.StartsWith(output, Prefix + "http://127.0.0.1:");
        Assert.AreEqual("", error);
    }

    [TestMethod]
    public async Task It_writes_nothing_to_the_users_home()
    {
        using TemporaryFolder home = new TemporaryFolder();
        await using TestBroker broker = await TestBroker.StartAsync();
        using CliProcess watch = new CliProcess(
            System.Text.Encoding.UTF8, ("HOME", home.Path), "watch", "--broker", broker.Address, "--web", "--web-port", "0");
        Uri url = UrlOf(await watch.OutLineAsync(Prefix));
        using HttpClient http = new HttpClient();
        Assert.AreEqual(HttpStatusCode.OK, (await http.GetAsync(url)).StatusCode);

        watch.Signal("INT");

        Assert.AreEqual(0, await watch.WaitForExitAsync(), watch.Error.Text);
        Assert.IsFalse(Directory.Exists(home.File(".aspnet")), "keys of data protection");
        Assert.AreEqual("", watch.Error.Text);
    }

    private static Uri UrlOf(string line) => new(line[Prefix.Length..].Split(' ')[0]);

    private static async Task UntilReadingAsync(HttpClient http, Uri url, string expected)
    {
        using CancellationTokenSource limit = new CancellationTokenSource(CliRun.WaitMax);
        while (!(await http.GetStringAsync(new Uri(url, "/readings.csv"), limit.Token)).Contains(expected, StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }
}
