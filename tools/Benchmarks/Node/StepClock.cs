using SensorNet.Device;

namespace SensorNet.Benchmarks.Node;

/// <summary>A clock that goes on when it is told to.</summary>
internal sealed class StepClock : IClock
{
    private const long StartUtcMs = 1_763_841_600_000;

    public long UptimeMs { get; private set; }

    public long UtcMs => StartUtcMs + UptimeMs;

    public void Advance(int milliseconds) => UptimeMs += milliseconds;

    public void Wait(int milliseconds) => Advance(milliseconds);

    public void Wake()
    {
        // Nobody waits.
    }
}
