using System.Text;
using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;
using SensorNet.WebView.Commands;
using SensorNet.WebView.Hosting;
using SensorNet.WebView.Live;

namespace SensorNet.Browser.Tests.Web.Support;

/// <summary>The web view in the test's own process: the test says which messages came, and when.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    private readonly WebServerOptions _options;
    private WebServer _server;

    private WebHost(WebServerOptions options, WebServer server, TestClock clock)
    {
        _options = options with { Port = server.Port };
        _server = server;
        Clock = clock;
        Live = options.Live;
        Address = server.Url.ToString();
    }

    public TestClock Clock { get; }

    public LiveReadings Live { get; }

    /// <summary>With a slash at its end.</summary>
    public string Address { get; }

    public static async Task<WebHost> StartAsync(TestClock? clock = null, INodeCommands? commands = null)
    {
        TestClock time = clock ?? new TestClock();
        LiveReadings live = new LiveReadings(new DeviceTable(time), time) { Broker = "test.local:1883", TopicFilter = "#" };
        live.NoteConnected(again: false);
        WebServerOptions options = new WebServerOptions(live) { Port = FreePorts.Next(), Commands = commands };
        return new WebHost(options, await WebServer.StartAsync(options), time);
    }

    public int Port => _server.Port;

    /// <summary>Tabs for which something is done.</summary>
    public int OpenTabs => _server.OpenTabs;

    /// <summary>The process ends, as far as a browser can tell.</summary>
    public Task StopAsync() => _server.DisposeAsync().AsTask();

    /// <summary>The process is started again: it knows no page any more.</summary>
    public async Task StartAgainAsync() => _server = await WebServer.StartAsync(_options);

    public void Send(string topic, ReadOnlyMemory<byte> payload, bool retained = false) => Live.Take(new WatchedMessage(
        topic,
        payload.Length > WatchedMessage.PayloadBytesMax ? payload[..WatchedMessage.PayloadBytesMax] : payload,
        payload.Length,
        retained,
        0,
        Clock.GetUtcNow(),
        Clock.GetTimestamp()));

    public void Send(string topic, string payload, bool retained = false) => Send(topic, Encoding.UTF8.GetBytes(payload), retained);

    public void Status(string id, string status) => Send($"devices/{id}/status", status, retained: true);

    /// <summary>A reading of now.</summary>
    public void Reading(string id, long seq, double temperature, double humidity = 45, double pressure = 1010) => Send(
        $"devices/{id}/readings",
        FormattableString.Invariant($"{{\"seq\":{seq},\"temperature\":{temperature:0.##},\"humidity\":{humidity:0.#},\"pressure\":{pressure:0.#}}}"));

    /// <summary>A reading that was taken before it comes.</summary>
    public void ReadingOf(DateTimeOffset taken, string id, long seq, double temperature) => Send(
        $"devices/{id}/readings",
        FormattableString.Invariant($"{{\"seq\":{seq},\"time\":{taken.ToUnixTimeMilliseconds()},\"temperature\":{temperature:0.##}}}"));

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();
}
