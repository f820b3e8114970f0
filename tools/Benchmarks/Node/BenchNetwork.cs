using SensorNet.Device;

namespace SensorNet.Benchmarks.Node;

/// <summary>A network that is always there.</summary>
internal sealed class BenchNetwork : INetwork
{
    public string? Address => null;

    public string? Problem => null;

    public bool Connect(int timeoutMs) => true;

    public int ReadRssiDbm() => 0;
}
