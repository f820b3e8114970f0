using System.Collections.Concurrent;
using System.Text.Json;
using SensorNet.Emulator;

namespace SensorNet.EndToEnd.Tests.Tls;

/// <summary>A sensor node on an emulated board of this process, with its certificates on the flash or in the board's store.</summary>
internal sealed class TlsNode : IDisposable
{
    private static int s_seed = 100;

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly string _flash = Directory.CreateTempSubdirectory("sensornet-board-").FullName;
    private readonly EmulatedNode _node;

    public TlsNode(Dictionary<string, object> settings, TlsBoard board, Action? main = null, TimeProvider? time = null)
    {
        Dictionary<string, object> all = new Dictionary<string, object>
        {
            ["deviceId"] = "node-1",
            ["brokerHost"] = "127.0.0.1",
            ["keepAliveSeconds"] = 30,
        };
        if (main is null)
        {
            all["intervalMs"] = 1000;
        }

        foreach ((string? key, object? value) in settings)
        {
            all[key] = value;
        }

        File.WriteAllText(Path.Combine(_flash, "sensornet.json"), JsonSerializer.Serialize(all));
        foreach ((string? name, string? text) in board.Files)
        {
            File.WriteAllText(Path.Combine(_flash, name), text);
        }

        Board = new Board(new BoardOptions
        {
            Name = "node-1",
            Seed = Interlocked.Increment(ref s_seed),
            FlashFolder = _flash,
            DebugLine = _lines.Enqueue,
            StoredCaCertificates = board.StoredCa,
            StoredDeviceCertificate = board.StoredCertificate,
            SntpBlocked = !board.KnowsTime,
            FreeMemoryBytes = board.FreeMemoryBytes,
            TimeProvider = time ?? TimeProvider.System,
        });
        _node = EmulatedNode.Start(Board, main ?? SensorNode.Program.Main);
    }

    public Board Board { get; }

    public string Output => string.Join('\n', _lines);

    public int Boots => _node.Boots;

    public bool Says(string text) => _lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    public Task WaitForAsync(string text, Func<string>? more = null) =>
        Wait.UntilAsync(() => Says(text), text, details: () => Output + "\n" + more?.Invoke());

    public void Dispose()
    {
        _node.Dispose();
        Board.Dispose();
        Directory.Delete(_flash, recursive: true);
    }
}
