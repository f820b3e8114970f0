using SensorNet.Device;

namespace SensorNet.Benchmarks.Node;

/// <summary>Runs work where it is asked to.</summary>
internal sealed class InlineWorker : IWorker
{
    public void Start(ThreadStart work) => work();
}
