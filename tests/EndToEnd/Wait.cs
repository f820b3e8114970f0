using System.Diagnostics;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests;

/// <summary>Waits for what processes do, with a deadline.</summary>
internal static class Wait
{
    /// <summary>Long enough for a busy machine to start a process; what must be quick says so itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until the condition holds and returns how long that took; the test fails when it does not in time.</summary>
    public static async Task<TimeSpan> UntilAsync(Func<bool> condition, string what, TimeSpan? atMost = null, Func<string>? details = null)
    {
        TimeSpan patience = atMost ?? Patience;
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > patience)
            {
                Assert.Fail($"not within {patience.TotalSeconds:0.#} s: {what}\n{details?.Invoke()}");
            }

            await Task.Delay(Poll);
        }

        return watch.Elapsed;
    }
}
