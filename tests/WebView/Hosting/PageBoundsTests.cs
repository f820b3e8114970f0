using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace SensorNet.WebView.Tests.Hosting;

/// <summary>What a page that is none of ours may send, and what is kept of pages whose browser has gone.</summary>
[TestClass]
public sealed class PageBoundsTests
{
    // https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md: the end of a message of text.
    private const char End = '\u001e';

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(20);

    [TestMethod]
    public async Task A_message_that_is_too_long_ends_the_connection()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using CancellationTokenSource limit = new CancellationTokenSource(AnswerMax);
        using ClientWebSocket page = await ConnectAsync(server, limit.Token);

        await page.SendAsync(new byte[40 * 1024], WebSocketMessageType.Binary, true, limit.Token);

        byte[] buffer = new byte[4_096];
        try
        {
            WebSocketReceiveResult received;
            do
            {
                received = await page.ReceiveAsync(buffer, limit.Token);
            }
            while (received.MessageType != WebSocketMessageType.Close);
        }
        catch (WebSocketException)
        {
            // Closed without a goodbye.
        }

        Assert.IsFalse(limit.IsCancellationRequested, "the connection was not closed");
        Assert.AreEqual(200, (await WebClient.GetAsync(server.Port, "/")).Status);
    }

    [TestMethod]
    public async Task Sockets_beyond_the_bound_are_refused_until_one_is_closed()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            options => options with { Limits = options.Limits with { WebSocketsMax = 1 } });
        using CancellationTokenSource limit = new CancellationTokenSource(AnswerMax);
        using (ClientWebSocket first = await ConnectAsync(server, limit.Token))
        {
            await Assert.ThrowsExactlyAsync<WebSocketException>(() => ConnectAsync(server, limit.Token));
        }

        while (true)
        {
            try
            {
                using ClientWebSocket next = await ConnectAsync(server, limit.Token);
                return;
            }
            catch (WebSocketException)
            {
                // The server has not seen the end of the first yet.
                limit.Token.ThrowIfCancellationRequested();
            }
        }
    }

    [TestMethod]
    [DataRow("GET")]
    [DataRow("HEAD")]
    public async Task Pages_beyond_the_bound_are_refused_and_a_tab_that_asks_first_is_told(string method)
    {
        await using RunningServer server = await RunningServer.StartAsync(
            options => options with { Limits = options.Limits with { PagesMax = 0 } });

        Assert.AreEqual(503, (await WebClient.SendAsync(server.Port, method, "/")).Status);
        StringAssert.Contains(server.Notes, "web view: a page was refused: there are ");
        Assert.AreEqual(200, (await WebClient.SendAsync(server.Port, method, "/readings.csv")).Status);
    }

    [TestMethod]
    [DataRow("/_blazor?id=x")]
    [DataRow("/_blazor/?id=x")]
    [DataRow("/_BLAZOR//?id=x")]
    public async Task A_page_is_connected_by_a_WebSocket_alone(string target)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        StringAssert.Contains((await WebClient.GetAsync(server.Port, target)).Body, "a page is connected by a WebSocket");
    }

    [TestMethod]
    public async Task Pages_whose_browser_has_gone_are_few_and_for_a_time()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            options => options with { Limits = options.Limits with { LostPagesMax = 3, LostPageFor = TimeSpan.FromSeconds(7) } });

        CircuitOptions circuits = ((IOptions<CircuitOptions>)server.Server.Services.GetService(typeof(IOptions<CircuitOptions>))!).Value;

        Assert.AreEqual(3, circuits.DisconnectedCircuitMaxRetained);
        Assert.AreEqual(TimeSpan.FromSeconds(7), circuits.DisconnectedCircuitRetentionPeriod);
        Assert.AreEqual(3, circuits.PersistedCircuitInMemoryMaxRetained);
        Assert.AreEqual(TimeSpan.FromSeconds(7), circuits.PersistedCircuitInMemoryRetentionPeriod);
        Assert.IsFalse(circuits.DetailedErrors);
    }

    private static async Task<ClientWebSocket> ConnectAsync(RunningServer server, CancellationToken limit)
    {
        ClientWebSocket page = new ClientWebSocket();
        try
        {
            page.Options.SetRequestHeader("Origin", $"http://127.0.0.1:{server.Port}");
            await page.ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}/_blazor"), limit);
            byte[] handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}" + End);
            await page.SendAsync(handshake, WebSocketMessageType.Text, true, limit);
            byte[] answer = new byte[256];
            WebSocketReceiveResult received = await page.ReceiveAsync(answer, limit);
            Assert.AreEqual("{}" + End, Encoding.UTF8.GetString(answer, 0, received.Count));
            return page;
        }
        catch (Exception)
        {
            page.Dispose();
            throw;
        }
    }
}
