using System.Diagnostics;
using System.Globalization;

namespace SensorNet.EndToEnd.Tests.Node.Soak;

/// <summary>
/// A node for simulated days. <c>SENSORNET_SOAK_DAYS</c> says for how many, <c>SENSORNET_SOAK_RUNS</c> how often, and <c>SENSORNET_SOAK_SEED</c>
/// gives the first seed; a run's seed is in what a failure says.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class BoardSoakTests
{
    private const int DaysOfShortRun = 2;

    // What a run leaves in caches of .NET and MQTTnet; a leak of a few octets a reading, or of a thread a start, would be more in 30 days.
    private const long GrowthBytesMax = 4 * 1024 * 1024;

    // Loop, watchdog and worker, four of the MQTT client, and one for a client that is being closed; the set-up page has fewer.
    private const int ThreadsMax = 8;

    [TestMethod]
    public void Days_of_faults_lose_no_reading_that_is_not_accounted_for_and_no_memory()
    {
        Programs.Find("mosquitto");
        int days = Number("SENSORNET_SOAK_DAYS", DaysOfShortRun);
        int runs = Number("SENSORNET_SOAK_RUNS", 1);
        int seed = Number("SENSORNET_SOAK_SEED", Environment.TickCount & 0xFFFF);
        for (int i = 0; i < runs; i++)
        {
            long beforeBytes = GC.GetTotalMemory(true);
            RunOnce(seed + i, TimeSpan.FromDays(days));
            long grownBytes = GC.GetTotalMemory(true) - beforeBytes;
            Assert.IsLessThan(GrowthBytesMax, grownBytes, $"seed {seed + i}: growth of the memory in octets");
        }
    }

    private static void RunOnce(int seed, TimeSpan duration)
    {
        long startedAt = Stopwatch.GetTimestamp();
        using BoardSoak soak = new(seed);
        try
        {
            soak.Run(duration);
        }
        catch (Exception e)
        {
            throw new AssertFailedException($"seed {seed}: {e.Message}\n{soak}", e);
        }

        Console.WriteLine($"seed {seed}: {soak}, in {Stopwatch.GetElapsedTime(startedAt).TotalSeconds:0.0} s");
        Assert.IsGreaterThan((long)(duration.TotalHours * 20), soak.Taken, $"seed {seed}: readings taken");
        Assert.IsGreaterThan(soak.Taken / 5, soak.Received, $"seed {seed}: readings received");
        Assert.IsLessThanOrEqualTo(ThreadsMax, soak.ThreadsMax, $"seed {seed}: threads of the firmware");
    }

    private static int Number(string variable, int absent)
    {
        string? text = Environment.GetEnvironmentVariable(variable);
        return text is null ? absent : int.Parse(text, CultureInfo.InvariantCulture);
    }
}
