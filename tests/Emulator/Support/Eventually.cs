using System.Diagnostics;

namespace SensorNet.Emulator.Tests.Support;

/// <summary>Waits for conditions, for as long as a test may reasonably wait.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private const int PollMs = 5;

    public static void Holds(Func<bool> condition, string what)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!condition())
        {
            if (waited.Elapsed > Deadline)
            {
                Assert.Fail($"Not within {Deadline.TotalSeconds} s: {what}.");
            }

            Thread.Sleep(PollMs);
        }
    }
}
