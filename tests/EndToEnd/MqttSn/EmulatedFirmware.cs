using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using SensorNet.Emulator;

namespace SensorNet.EndToEnd.Tests.MqttSn;

/// <summary>A firmware, as it is flashed, on an emulated board of this process.</summary>
internal sealed class EmulatedFirmware : IDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly string _flash = Directory.CreateTempSubdirectory("sensornet-board-").FullName;
    private readonly Board _board;

    public EmulatedFirmware(
        Action main, int seed, Dictionary<string, object> settings, SensorKind sensor = SensorKind.Bme280, TimeProvider? time = null)
    {
        Id = (string)settings["deviceId"];
        File.WriteAllText(Path.Combine(_flash, "sensornet.json"), JsonSerializer.Serialize(settings));
        _board = new Board(new BoardOptions
        {
            Name = Id,
            Seed = seed,
            FlashFolder = _flash,
            Sensor = sensor,
            DebugLine = _lines.Enqueue,
            TimeProvider = time ?? TimeProvider.System,
        });
        Node = EmulatedNode.Start(_board, main);
    }

    /// <summary>A constrained node with a reading every second, which knows the address of its gateway on this machine.</summary>
    public static EmulatedFirmware StartConstrainedNode(int gatewayPort, int seed, string id, params (string Key, object Value)[] more) =>
        StartConstrainedNode(gatewayPort, seed, id, SensorKind.Bme280, more);

    /// <summary>The same with another sensor.</summary>
    public static EmulatedFirmware StartConstrainedNode(
        int gatewayPort, int seed, string id, SensorKind sensor, params (string Key, object Value)[] more)
    {
        Dictionary<string, object> settings = new Dictionary<string, object>
        {
            ["deviceId"] = id,
            ["intervalMs"] = 1000,
            ["gatewayHost"] = "127.0.0.1",
            ["gatewayPort"] = gatewayPort,
            ["retryMs"] = 500,
        };
        foreach ((string? key, object? value) in more)
        {
            settings[key] = value;
        }

        return new EmulatedFirmware(ConstrainedNode.Program.Main, seed, settings, sensor);
    }

    public string Id { get; }

    public EmulatedNode Node { get; }

    public WifiRadio Wifi => _board.Wifi;

    public string Output => string.Join('\n', _lines);

    public string StateFile => Path.Combine(_flash, "sensornet.state");

    public int CountOf(string text) => _lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    public string Topic(string name) => string.Create(CultureInfo.InvariantCulture, $"devices/{Id}/{name}");

    /// <summary>Waits until the subscriber has at least so many readings.</summary>
    public Task WaitForReadingsAsync(Subscriber subscriber, int count, TimeSpan? atMost = null) =>
        Wait.UntilAsync(() => subscriber.On(Topic("readings")).Count >= count, $"{count} readings of {Id}", atMost, () => Output);

    public Task WaitUntilOnlineAsync(Subscriber subscriber) => subscriber.WaitForAsync(Topic("status"), "online", details: () => Output);

    public bool Stop() => Node.Stop(TimeSpan.FromSeconds(15));

    public void Dispose()
    {
        Node.Dispose();
        _board.Dispose();
        Directory.Delete(_flash, recursive: true);
    }
}
