using System.Net;
using System.Net.Sockets;
using SensorNet.Cli.Flash;
using SensorNet.EndToEnd.Tests;

namespace SensorNet.Cli.Tests.Flash;

/// <summary>What is known of the firmware's lines, held against the firmware itself in an emulated board.</summary>
[TestClass]
public sealed class BootWatchTests
{
    [TestMethod]
    public async Task A_node_that_sends_is_known_by_its_lines()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        BootWatch boot = await FollowAsync(watch => watch.IsDone, "node", "--broker", broker.Address, "--interval", "1s");
        Assert.IsTrue(boot.IsConnected);
        Assert.IsTrue(boot.HasSent);
        Assert.IsNull(boot.Problem);
    }

    [TestMethod]
    [DataRow("sensor-absent", "is the sensor connected")]
    [DataRow("sensor-wrong-id", "is it a BME280, BMP280 or SHT3x")]
    public async Task A_node_with_a_fault_is_known_by_its_lines(string fault, string advice)
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        BootWatch boot = await FollowAsync(
            watch => watch.Problem?.Contains(advice, StringComparison.Ordinal) == true, "node", "--broker", broker.Address, "--fault", fault);
        Assert.IsFalse(boot.IsDone);
    }

    [TestMethod]
    public async Task A_node_without_a_broker_and_one_with_wrong_settings_are_known_by_their_lines()
    {
        await FollowAsync(
            watch => watch.Problem?.Contains("sensornet doctor looks why", StringComparison.Ordinal) == true,
            "node",
            "--broker",
            $"127.0.0.1:{FreePort()}");
        using TemporaryFolder folder = new TemporaryFolder();
        string settings = folder.Write("s.json", """{"intervalMs":5}""");
        BootWatch boot = await FollowAsync(
            watch => watch.Problem?.Contains("mend the settings", StringComparison.Ordinal) == true, "node", "--settings", settings);
        StringAssert.Contains(boot.Problem, "intervalMs (line 1): 5 is not allowed");
    }

    /// <summary>Runs a node until its lines mean something.</summary>
    private static async Task<BootWatch> FollowAsync(Func<BootWatch, bool> condition, params string[] args)
    {
        await using CliRun node = CliRun.Start(args);
        BootWatch boot = new BootWatch();
        int taken = 0;
        await Wait.UntilAsync(() => IsSo(), "the lines say so", details: () => node.Out.Text);
        return boot;

        bool IsSo()
        {
            string[] lines = node.Out.Lines;
            for (; taken < lines.Length && !condition(boot); taken++)
            {
                boot.Take(lines[taken]);
            }

            return condition(boot);
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
