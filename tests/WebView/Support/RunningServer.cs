using System.Net;
using SensorNet.Readings.Devices;
using SensorNet.WebView.Hosting;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Tests.Support;

/// <summary>A server with what it has written.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly List<string> _notes;

    private RunningServer(WebServer server, LiveReadings live, List<string> notes)
    {
        Server = server;
        Live = live;
        _notes = notes;
    }

    public WebServer Server { get; }

    public LiveReadings Live { get; }

    public int Port => Server.Port;

    public string Notes
    {
        get
        {
            lock (_notes)
            {
                return string.Join('\n', _notes);
            }
        }
    }

    /// <summary>On a free port of loopback, unless <paramref name="set"/> says otherwise.</summary>
    public static async Task<RunningServer> StartAsync(Func<WebServerOptions, WebServerOptions>? set = null, LiveReadings? live = null)
    {
        live ??= new LiveReadings(new DeviceTable(TimeProvider.System), TimeProvider.System) { Broker = "mqtt://localhost:1883" };
        List<string> notes = [];
        WebServerOptions options = new WebServerOptions(live)
        {
            Program = "SensorNet.WebView.Tests",
            Note = line =>
            {
                lock (notes)
                {
                    notes.Add(line);
                }
            },
        };
        return new RunningServer(await WebServer.StartAsync(set?.Invoke(options) ?? options), live, notes);
    }

    /// <summary>On all addresses, so with a token; a wrong one costs no time.</summary>
    public static Task<RunningServer> StartWithTokenAsync(Func<WebServerOptions, WebServerOptions>? set = null) => StartAsync(options =>
    {
        WebServerOptions open = options with { Address = IPAddress.Any, Limits = options.Limits with { WrongTokenDelay = TimeSpan.Zero } };
        return set?.Invoke(open) ?? open;
    });

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
