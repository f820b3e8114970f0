using SensorNet.Device;

namespace SensorNet.Benchmarks.Node;

/// <summary>A board without anything to say.</summary>
internal sealed class BenchBoard : IBoard
{
    public string Name => "bench";

    public byte[]? MacAddress => null;

    public string? ResetReason => null;

    public long ReadFreeMemoryBytes() => -1;

    public long Restarts => 0;

    public long RepeatedRestarts => 0;

    public void Reboot(string reason) => throw new InvalidOperationException($"the benchmark hung: {reason}");
}
