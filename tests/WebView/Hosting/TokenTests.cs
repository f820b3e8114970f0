namespace SensorNet.WebView.Tests.Hosting;

[TestClass]
public sealed class TokenTests
{
    [TestMethod]
    public async Task Without_the_token_there_is_nothing()
    {
        await using RunningServer server = await RunningServer.StartWithTokenAsync();

        foreach (string target in new[] { "/", "/readings.csv", "/_framework/blazor.web.js", "/mqtt", "/_blazor/negotiate" })
        {
            WebAnswer answer = await WebClient.GetAsync(server.Port, target);
            Assert.AreEqual(401, answer.Status, target);
            StringAssert.Contains(answer.Body, "needs its token");
        }

        Assert.AreEqual(401, (await WebClient.UpgradeAsync(server.Port, "/_blazor", $"Origin: http://127.0.0.1:{server.Port}")).Status);
        Assert.AreEqual(0, server.Server.WrongTokens);
    }

    [TestMethod]
    public async Task The_address_with_the_token_gives_a_cookie_that_lets_in()
    {
        await using RunningServer server = await RunningServer.StartWithTokenAsync();
        string target = server.Server.Url.PathAndQuery;
        Assert.AreEqual("/?token=".Length + 32, target.Length);

        WebAnswer welcome = await WebClient.GetAsync(server.Port, target + "&q=a%22b");

        Assert.AreEqual(200, welcome.Status);
        StringAssert.Contains(welcome.Body, "content=\"0;url=/?q=a%22b\"");
        Assert.AreEqual("no-store", welcome.Header("Cache-Control"));
        string cookie = welcome.Header("Set-Cookie");
        StringAssert.StartsWith(cookie, $"sensornet-{server.Port}=");
        StringAssert.EndsWith(cookie, "; path=/; samesite=strict; httponly");
        string pair = cookie.Split(';')[0];
        Assert.IsFalse(target.Contains(pair.Split('=')[1], StringComparison.Ordinal), "the cookie is not what stands in the browser's history");
        Assert.AreEqual(200, (await WebClient.GetAsync(server.Port, "/", $"Cookie: {pair}")).Status);
        Assert.AreEqual(
            101, (await WebClient.UpgradeAsync(server.Port, "/_blazor", $"Origin: http://127.0.0.1:{server.Port}", $"Cookie: {pair}")).Status);
    }

    [TestMethod]
    [DataRow("//evil.example/", "/?q=1")]
    [DataRow("/%5Cevil.example/", "/%5Cevil.example/?q=1")]
    [DataRow("/devices", "/devices?q=1")]
    public async Task The_address_with_the_token_leads_nowhere_else(string path, string expected)
    {
        await using RunningServer server = await RunningServer.StartWithTokenAsync();

        WebAnswer welcome = await WebClient.GetAsync(server.Port, path + server.Server.Url.Query + "&q=1");

        StringAssert.Contains(welcome.Body, $"content=\"0;url={expected}\"");
    }

    [TestMethod]
    public async Task A_wrong_token_or_cookie_is_counted_and_written()
    {
        await using RunningServer server = await RunningServer.StartWithTokenAsync();
        string right = server.Server.Url.Query["?token=".Length..];

        Assert.AreEqual(401, (await WebClient.GetAsync(server.Port, "/?token=" + right[..^1])).Status);
        Assert.AreEqual(401, (await WebClient.GetAsync(server.Port, "/?token=")).Status);
        Assert.AreEqual(401, (await WebClient.GetAsync(server.Port, "/?token=x&token=" + right)).Status);
        Assert.AreEqual(401, (await WebClient.GetAsync(server.Port, "/", $"Cookie: sensornet-{server.Port}={right}")).Status);

        Assert.AreEqual(4, server.Server.WrongTokens);
        StringAssert.Contains(server.Notes, "web view: a wrong token came from 127.0.0.1 (4 in all)");
        Assert.IsFalse(server.Notes.Contains(right, StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Wrong_tokens_are_slowed_down()
    {
        await using RunningServer server = await RunningServer.StartWithTokenAsync(
            options => options with { Limits = options.Limits with { WrongTokenDelay = TimeSpan.FromHours(1), WrongTokensWaitingMax = 2 } });
        Task<WebAnswer>[] waiting = [WebClient.GetAsync(server.Port, "/?token=1"), WebClient.GetAsync(server.Port, "/?token=2")];

        // The two are counted before they wait.
        while (server.Server.WrongTokens < 2)
        {
            await Task.Yield();
        }

        Assert.AreEqual(429, (await WebClient.GetAsync(server.Port, "/?token=3")).Status);
        Assert.AreEqual(401, (await WebClient.GetAsync(server.Port, "/")).Status);
        Assert.IsFalse(waiting.Any(each => each.IsCompleted));
    }

    [TestMethod]
    public async Task Every_run_has_another_token()
    {
        await using RunningServer first = await RunningServer.StartWithTokenAsync();
        await using RunningServer second = await RunningServer.StartWithTokenAsync();

        Assert.AreNotEqual(first.Server.Url.Query, second.Server.Url.Query);
    }

    [TestMethod]
    [DataRow("10.1.2.3:{0}", 401)]
    [DataRow("localhost:{0}", 401)]
    [DataRow("{1}:{0}", 401)]
    [DataRow("{1}.local:{0}", 401)]
    [DataRow("evil.example:{0}", 421)]
    public async Task On_all_addresses_it_is_asked_by_number_or_by_the_computers_name(string host, int status)
    {
        await using RunningServer server = await RunningServer.StartWithTokenAsync();

        WebAnswer answer = await WebClient.GetAsync(
            server.Port, "/", $"Host: {string.Format(null, host, server.Port, Environment.MachineName)}");

        Assert.AreEqual(status, answer.Status);
    }

    [TestMethod]
    public async Task There_is_no_broker_behind_a_token()
    {
        using MQTTnet.AspNetCore.MqttConnectionHandler mqtt = new MQTTnet.AspNetCore.MqttConnectionHandler();
        await using RunningServer server = await RunningServer.StartWithTokenAsync(options => options with { Mqtt = mqtt });
        string cookie = (await WebClient.GetAsync(server.Port, server.Server.Url.PathAndQuery)).Header("Set-Cookie").Split(';')[0];

        WebAnswer answer = await WebClient.UpgradeAsync(server.Port, "/mqtt", "Sec-WebSocket-Protocol: mqtt", $"Cookie: {cookie}");

        Assert.AreNotEqual(101, answer.Status);
    }
}
