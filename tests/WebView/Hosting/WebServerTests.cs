using SensorNet.WebView.Hosting;

namespace SensorNet.WebView.Tests.Hosting;

[TestClass]
public sealed class WebServerTests
{
    /// <summary>For tests that leave no trace in it.</summary>
    private static RunningServer _shared = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => _shared = await RunningServer.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _shared.DisposeAsync();

    [TestMethod]
    public async Task The_page_is_served_with_headers_that_keep_it_from_being_used()
    {
        WebAnswer page = await WebClient.GetAsync(_shared.Port, "/");

        Assert.AreEqual(200, page.Status, page.Body);
        Assert.AreEqual("text/html; charset=utf-8", page.Header("Content-Type"));
        string policy = page.Header("Content-Security-Policy");
        StringAssert.Contains(policy, "default-src 'none'; script-src 'self'; style-src 'self';");
        StringAssert.Contains(policy, "frame-ancestors 'none'");
        Assert.IsFalse(policy.Contains("unsafe-eval", StringComparison.Ordinal) || policy.Contains('|'), policy);
        Assert.AreEqual("nosniff", page.Header("X-Content-Type-Options"));
        Assert.AreEqual("DENY", page.Header("X-Frame-Options"));
        Assert.AreEqual("no-referrer", page.Header("Referrer-Policy"));
        Assert.AreEqual("same-origin", page.Header("Cross-Origin-Resource-Policy"));
        StringAssert.Contains(page.Header("Cache-Control"), "no-store");
        Assert.AreEqual("", page.Header("Server"));
        Assert.AreEqual("", _shared.Notes);
    }

    [TestMethod]
    public async Task The_page_has_no_script_of_its_own_in_it()
    {
        WebAnswer page = await WebClient.GetAsync(_shared.Port, "/");

        foreach (string script in page.Body.Split("<script").Skip(1))
        {
            StringAssert.StartsWith(script, " src=\"");
        }
    }

    [TestMethod]
    [DataRow("localhost:{0}", 200)]
    [DataRow("127.0.0.1:{0}", 200)]
    [DataRow("[::1]:{0}", 200)]
    [DataRow("LOCALHOST:{0}", 200)]
    [DataRow("localhost", 421)]
    [DataRow("localhost:1", 421)]
    [DataRow("127.0.0.1.evil.example:{0}", 421)]
    [DataRow("evil.example:{0}", 421)]
    [DataRow("192.168.1.2:{0}", 421)]
    public async Task On_loopback_it_is_asked_by_the_names_of_loopback_alone(string host, int status)
    {
        WebAnswer answer = await WebClient.GetAsync(_shared.Port, "/", $"Host: {string.Format(null, host, _shared.Port)}");

        Assert.AreEqual(status, answer.Status);
    }

    [TestMethod]
    [DataRow("/")]
    [DataRow("/readings.csv")]
    [DataRow("/_blazor")]
    [DataRow("/_framework/blazor.web.js")]
    public async Task A_page_of_another_site_gets_nothing(string target)
    {
        Assert.AreEqual(403, (await WebClient.GetAsync(_shared.Port, target, "Origin: https://evil.example")).Status);
        Assert.AreEqual(403, (await WebClient.GetAsync(_shared.Port, target, $"Origin: http://localhost:{_shared.Port}")).Status);
        Assert.AreEqual(403, (await WebClient.GetAsync(_shared.Port, target, "Origin: null")).Status);
        Assert.AreEqual(403, (await WebClient.GetAsync(_shared.Port, target, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors")).Status);
        Assert.AreEqual(403, (await WebClient.GetAsync(_shared.Port, target, "Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors")).Status);
    }

    [TestMethod]
    public async Task A_link_of_another_site_may_lead_here()
    {
        WebAnswer page = await WebClient.GetAsync(
            _shared.Port, "/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document");

        Assert.AreEqual(200, page.Status);
    }

    [TestMethod]
    public async Task The_pages_socket_is_for_this_page_alone()
    {
        Assert.AreEqual(101, (await WebClient.UpgradeAsync(_shared.Port, "/_blazor", $"Origin: http://127.0.0.1:{_shared.Port}")).Status);
        Assert.AreEqual(403, (await WebClient.UpgradeAsync(_shared.Port, "/_blazor", "Origin: https://evil.example")).Status);
        Assert.AreEqual(403, (await WebClient.UpgradeAsync(_shared.Port, "/_blazor", $"Origin: http://127.0.0.1:{_shared.Port + 1}")).Status);
        Assert.AreEqual(
            403, (await WebClient.SendAsync(_shared.Port, "POST", "/_blazor/negotiate", "Origin: https://evil.example", "Content-Length: 0")).Status);
    }

    [TestMethod]
    [DataRow("POST", "/")]
    [DataRow("POST", "/readings.csv")]
    [DataRow("PUT", "/")]
    [DataRow("DELETE", "/readings.csv")]
    [DataRow("OPTIONS", "/")]
    [DataRow("TRACE", "/")]
    [DataRow("NONSENSE", "/")]
    public async Task Nothing_can_be_changed_by_a_request(string method, string target)
    {
        WebAnswer answer = await WebClient.SendAsync(_shared.Port, method, target, "Content-Length: 0");

        Assert.AreEqual(405, answer.Status);
        Assert.AreEqual("GET, HEAD", answer.Header("Allow"));
    }

    [TestMethod]
    [DataRow("/")]
    [DataRow("/readings.csv")]
    [DataRow("/_framework/blazor.web.js")]
    public async Task HEAD_gets_the_headers_of_GET(string target)
    {
        WebAnswer answer = await WebClient.SendAsync(_shared.Port, "HEAD", target);

        Assert.AreEqual(200, answer.Status);
        Assert.AreEqual("", answer.Body);
        Assert.AreEqual((await WebClient.GetAsync(_shared.Port, target)).Header("Content-Type"), answer.Header("Content-Type"));
    }

    [TestMethod]
    public async Task A_page_is_connected_by_a_WebSocket_and_by_nothing_else()
    {
        Assert.AreEqual(400, (await WebClient.GetAsync(_shared.Port, "/_blazor?id=x")).Status);
        Assert.AreEqual(400, (await WebClient.SendAsync(_shared.Port, "POST", "/_blazor?id=x", "Content-Length: 0")).Status);
    }

    [TestMethod]
    [DataRow("/../sensornet.dll")]
    [DataRow("/..%2f..%2fetc/passwd")]
    [DataRow("/%2e%2e/%2e%2e/etc/passwd")]
    [DataRow("/_content/..%5c..%5cSensorNet.WebView.dll")]
    [DataRow("/_framework/../../SensorNet.WebView.dll")]
    [DataRow("/SensorNet.WebView.dll")]
    [DataRow("/appsettings.json")]
    public async Task No_other_file_is_served(string target) => Assert.AreEqual(404, (await WebClient.GetAsync(_shared.Port, target)).Status);

    [TestMethod]
    public async Task What_is_too_long_is_refused()
    {
        Assert.AreEqual(414, (await WebClient.GetAsync(_shared.Port, "/?" + new string('a', 30_000))).Status);
        Assert.AreEqual(431, (await WebClient.GetAsync(_shared.Port, "/", "X-Long: " + new string('a', 30_000))).Status);
        Assert.IsInRange(
            400,
            413,
            (await WebClient.SendRawAsync(
                _shared.Port,
                $"POST /_blazor/disconnect HTTP/1.1\r\nHost: 127.0.0.1:{_shared.Port}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                + $"Content-Length: 1000000\r\n\r\n{new string('a', 100_000)}")).Status);
        Assert.AreEqual(200, (await WebClient.GetAsync(_shared.Port, "/")).Status);
    }

    [TestMethod]
    public async Task Connections_and_sockets_have_a_bound()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            options => options with { Limits = options.Limits with { WebSocketsMax = 0 } });

        Assert.AreNotEqual(101, (await WebClient.UpgradeAsync(server.Port, "/_blazor", $"Origin: http://127.0.0.1:{server.Port}")).Status);

        await using RunningServer closed = await RunningServer.StartAsync(
            options => options with { Limits = options.Limits with { ConnectionsMax = 1 } });
        using System.Net.Sockets.TcpClient first = new System.Net.Sockets.TcpClient();
        await first.ConnectAsync("127.0.0.1", closed.Port);
        await first.GetStream().WriteAsync("GET / HTTP/1.1\r\n"u8.ToArray());
        Assert.AreEqual(0, (await WebClient.GetAsync(closed.Port, "/")).Status);
    }

    [TestMethod]
    public async Task Beyond_the_open_pages_one_says_why()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            options => options with { Limits = options.Limits with { PagesMax = 0 } });

        WebAnswer page = await WebClient.GetAsync(server.Port, "/");

        Assert.AreEqual(503, page.Status);
        StringAssert.Contains(page.Body, "0 open pages already");
        Assert.AreEqual(200, (await WebClient.GetAsync(server.Port, "/readings.csv")).Status);
    }

    [TestMethod]
    public async Task A_port_in_use_is_said_unless_any_is_good()
    {
        await using RunningServer first = await RunningServer.StartAsync();

        WebServerException refused = await Assert.ThrowsExactlyAsync<WebServerException>(
            () => RunningServer.StartAsync(options => options with { Port = first.Port }));
        Assert.AreEqual($"port {first.Port} is in use: choose another with --web-port N", refused.Message);

        await using RunningServer second = await RunningServer.StartAsync(options => options with { Port = first.Port, IsAnyPortGood = true });
        Assert.AreNotEqual(first.Port, second.Port);
    }

    [TestMethod]
    public async Task An_address_of_another_computer_is_said()
    {
        WebServerException refused = await Assert.ThrowsExactlyAsync<WebServerException>(
            () => RunningServer.StartAsync(options => options with { Address = System.Net.IPAddress.Parse("192.0.2.1") }));

        Assert.AreEqual("192.0.2.1 is no address of this computer: choose another with --web-listen", refused.Message);
    }

    [TestMethod]
    public async Task On_loopback_there_is_no_token() => Assert.AreEqual(new Uri($"http://127.0.0.1:{_shared.Port}/"), _shared.Server.Url);
}
