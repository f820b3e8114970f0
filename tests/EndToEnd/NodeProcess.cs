using System.Globalization;
using System.Text.Json;

namespace SensorNet.EndToEnd.Tests;

/// <summary>One emulated node in a process of its own: <c>sensornet node</c> with the firmware as it is flashed.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-node-").FullName;
    private readonly ChildProcess _process;

    public NodeProcess(
        MosquittoBroker broker, string id, int keepAliveSeconds = 60, string? user = null, string? password = null, params string[] more)
        : this(id, SettingsOf(broker, id, keepAliveSeconds, user, password), more)
    {
    }

    private NodeProcess(string id, Dictionary<string, object> settings, string[] more)
    {
        Id = id;
        string file = Path.Combine(_folder, "settings.json");
        File.WriteAllText(file, JsonSerializer.Serialize(settings));
        string program = Path.Combine(AppContext.BaseDirectory, "sensornet.dll");
        string[] arguments = ["exec", program, "node", "--settings", file, "--seed", "7", .. more];
        _process = new ChildProcess("dotnet", arguments);
    }

    /// <summary>A node with more settings, whose flash is a folder that outlives it.</summary>
    public static NodeProcess StartWith(MosquittoBroker broker, string id, string flash, params (string Key, object Value)[] more)
    {
        Dictionary<string, object> settings = SettingsOf(broker, id, 60, null, null);
        foreach ((string key, object value) in more)
        {
            settings[key] = value;
        }

        return new NodeProcess(id, settings, ["--flash", flash]);
    }

    public string Id { get; }

    public string Output => _process.Output;

    public string Topic(string name) => string.Create(CultureInfo.InvariantCulture, $"devices/{Id}/{name}");

    public bool Says(string text) => _process.Says(text);

    public int CountOf(string text) => _process.CountOf(text);

    /// <summary>Waits until the subscriber sees the node online.</summary>
    public Task WaitUntilOnlineAsync(Subscriber subscriber) => subscriber.WaitForAsync(Topic("status"), "online", details: () => Output);

    /// <summary>Waits until the subscriber has at least so many readings.</summary>
    public Task WaitForReadingsAsync(Subscriber subscriber, int count) =>
        Wait.UntilAsync(() => subscriber.On(Topic("readings")).Count >= count, $"{count} readings of {Id}", details: () => Output);

    public void Kill() => _process.Signal(Signals.Kill);

    public void Freeze() => _process.Signal(Signals.Stop);

    public void PressCtrlC() => _process.Signal(Signals.Interrupt);

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private static Dictionary<string, object> SettingsOf(MosquittoBroker broker, string id, int keepAliveSeconds, string? user, string? password)
    {
        Dictionary<string, object> settings = new Dictionary<string, object>
        {
            ["deviceId"] = id,
            ["intervalMs"] = 1000,
            ["brokerHost"] = "127.0.0.1",
            ["brokerPort"] = broker.Port,
            ["keepAliveSeconds"] = keepAliveSeconds,
        };
        if (user is not null)
        {
            settings["brokerUser"] = user;
            settings["brokerPassword"] = password!;
        }

        return settings;
    }

    public void Dispose()
    {
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
