using System.Runtime.CompilerServices;
using SensorNet.SensorNode;

namespace SensorNet.Benchmarks.Node;

/// <summary>What the sensing loop allocates for a reading: from the sensor's values to the client's Publish, both stand-ins.</summary>
internal static class AllocationPerReading
{
    private const int WarmUpReadings = 2_000;
    private const int Readings = 20_000;
    private const int IntervalMs = 1000;

    public static (double BytesPerReading, double PayloadArrayBytes) Measure()
    {
        StepClock clock = new StepClock();
        SilentClient client = new SilentClient();
        NodeSettings settings = new NodeSettings { DeviceId = "bench", BrokerHost = "bench", IntervalMs = IntervalMs };
        SensingLoop loop = new SensingLoop(
            "bench", settings, new BenchBoard(), new CountingSensor(), new BenchNetwork(), client, new InlineWorker(), clock, new NoLog(),
            new Random(1));

        Run(loop, clock, WarmUpReadings);
        client.Reset();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(loop, clock, Readings);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // Diagnostics come every minute: their payloads are not a reading's, and are taken off.
        double perReading = (allocated - client.OtherArrayBytes) / (double)client.ReadingCount;
        return (perReading, client.ReadingArrayBytes / (double)client.ReadingCount);
    }

    /// <summary>What a byte array takes: header, type and length, a word each, and its bytes rounded up to a word.</summary>
    public static long ArrayBytes(int length) => ((3 * IntPtr.Size) + length + IntPtr.Size - 1) / IntPtr.Size * IntPtr.Size;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run(SensingLoop loop, StepClock clock, int readings)
    {
        for (int i = 0; i < readings; i++)
        {
            clock.Advance(IntervalMs);
            loop.Step();
        }
    }
}
