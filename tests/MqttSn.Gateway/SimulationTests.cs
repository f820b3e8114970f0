using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SensorNet.MqttSn.Gateway.Tests.Simulation;

namespace SensorNet.MqttSn.Gateway.Tests;

/// <summary>
/// Runs of the simulator: fixed seeds, and fresh ones. A failure names its seed; with that in the environment variable SENSORNET_SEED the very same
/// run is the only one. SENSORNET_SEEDS is how many fresh ones there are; SENSORNET_TRACE, a client's name and a comma, has a failure tell what that
/// client did last.
/// </summary>
[TestClass]
public sealed class SimulationTests
{
    private const int FixedSeeds = 24;
    private const int FreshSeeds = 4;
    private const int CrashSeeds = 12;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Invariants_hold_for_fixed_seeds() => RunAll(Enumerable.Range(1, FixedSeeds));

    [TestMethod]
    public void Invariants_hold_for_fresh_seeds()
    {
        int first = Environment.TickCount & 0x3FFFFFFF;
        string? asked = Environment.GetEnvironmentVariable("SENSORNET_SEEDS");
        RunAll(Enumerable.Range(first, asked is null ? FreshSeeds : int.Parse(asked, CultureInfo.InvariantCulture)));
    }

    /// <summary>The gateway crashes and another one takes its place: the same invariants, and the journal is empty in the end.</summary>
    [TestMethod]
    public void Invariants_hold_over_crashes_of_the_gateway()
    {
        string? asked = Environment.GetEnvironmentVariable("SENSORNET_SEEDS");
        int fresh = asked is null ? FreshSeeds : int.Parse(asked, CultureInfo.InvariantCulture);
        RunAll(
            Enumerable.Range(1, CrashSeeds).Concat(Enumerable.Range(Environment.TickCount & 0x3FFFFFFF, fresh)),
            seed => SimulationSettings.FromSeed(seed) with
            {
                Mode = GatewayMode.Aggregating, Wild = false, LinkForgets = false, Crashes = true, Steps = 60_000,
            });
    }

    private void RunAll(IEnumerable<int> seeds, Func<int, SimulationSettings>? settingsOf = null)
    {
        string? asked = Environment.GetEnvironmentVariable("SENSORNET_SEED");
        if (asked is not null)
        {
            seeds = [int.Parse(asked, CultureInfo.InvariantCulture)];
        }

        foreach (int seed in seeds)
        {
            RunOne((settingsOf ?? SimulationSettings.FromSeed)(seed));
        }
    }

    private void RunOne(SimulationSettings settings)
    {
        int seed = settings.Seed;
        Simulator simulator = new(settings);
        try
        {
            simulator.Run();
        }
        catch (Exception e)
        {
            throw new AssertFailedException(
                $"SENSORNET_SEED={seed}: {(e is InvariantViolation ? e.Message : e.ToString())}\n{settings}\n{string.Join('\n', simulator.Trace)}",
                e);
        }

        GatewayCounters counters = simulator.Gateway.Counters;
        TestContext.WriteLine(
            $"seed {seed}: {simulator.StepCount} steps, {simulator.Now / 1000} s, {counters.DatagramsReceived} datagrams in, "
            + $"{counters.DatagramsSent} out, {counters.PublishedUp} up, {counters.DeliveredDown} down, {counters.ClientsLost} lost, "
            + $"{counters.WillsPublished} wills, "
            + $"{counters.Recalls} recalled, {counters.Duplicates} duplicates, {counters.LossCount} dropped");
    }
}
