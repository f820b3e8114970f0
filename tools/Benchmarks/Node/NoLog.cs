using SensorNet.Device;

namespace SensorNet.Benchmarks.Node;

/// <summary>Debug output that nobody reads.</summary>
internal sealed class NoLog : ILog
{
    public void Write(string line)
    {
        // Nobody reads it.
    }
}
