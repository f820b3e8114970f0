using System.Text.Json;
using SensorNet.Emulator;

namespace SensorNet.Benchmarks.Node;

/// <summary>An emulated node with the firmware as it is flashed.</summary>
internal sealed class BenchNode : IDisposable
{
    private readonly Board _board;
    private readonly EmulatedNode _node;

    public BenchNode(int index, int brokerPort, int intervalMs)
    {
        _board = new Board(new BoardOptions { Seed = index + 1 });
        File.WriteAllText(
            _board.Flash.HostPath(@"I:\sensornet.json"),
            JsonSerializer.Serialize(new { deviceId = $"node{index}", brokerHost = "127.0.0.1", brokerPort, intervalMs }));
        _node = EmulatedNode.Start(_board, SensorNode.Program.Main);
    }

    public void Dispose()
    {
        _node.Dispose();
        _board.Dispose();
    }
}
