using System.Globalization;

namespace SensorNet.GatewayService.Tests.Scenarios.Kills;

/// <summary>
/// The gateway is killed at random moments under load, and started again. SENSORNET_SEED replays the moments of a run as far as the machine allows;
/// SENSORNET_KILLS is the number of kills (200 and more is the long run).
/// </summary>
[TestClass]
public sealed class KillTests
{
    private const int KillsShort = 7;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("aggregating", 1)]
    [DataRow("aggregating", 3)]
    [DataRow("transparent", 1)]
    public async Task Nothing_that_was_acknowledged_is_lost_no_will_is_and_nothing_at_QoS_2_is_doubled(string mode, int connections)
    {
        int kills = Number("SENSORNET_KILLS", KillsShort);
        int seed = Number("SENSORNET_SEED", Random.Shared.Next());
        TestContext.WriteLine($"SENSORNET_SEED={seed} SENSORNET_KILLS={kills}");
        using KillScene scene = new KillScene(mode, seed, "--Broker:Connections", $"{connections}");
        await scene.StartAsync();

        await scene.KillAsync(kills);

        string[] problems = await scene.FinishAsync();
        TestContext.WriteLine($"{scene.Counts.Up} messages up, {scene.Counts.Down} down, {scene.Counts.Wills} wills");
        Assert.IsEmpty(problems, $"SENSORNET_SEED={seed}\n{string.Join('\n', problems)}\n{scene.Details()}");
        Assert.IsGreaterThan(kills, scene.Counts.Up, "messages up");
        Assert.IsGreaterThan(kills, scene.Counts.Wills, "wills");
    }

    private static int Number(string variable, int fallback) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
