using System.Net;
using SensorNet.Cli.Tests.Sn.Support;

namespace SensorNet.Cli.Tests.Sn;

[TestClass]
public sealed class DiscoverTests
{
    [TestMethod]
    public async Task A_gateway_that_answers_is_listed_once()
    {
        // Bound to all addresses: a broadcast does not come to 127.0.0.1.
        await using ScriptedGateway gateway = ScriptedGateway.Start(bound: IPAddress.Any);
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync(
            "sn", "discover", "--broadcast", "127.255.255.255", "--port", $"{gateway.Port}", "-W", "1500ms", "-d");
        Assert.AreEqual(0, exitCode, errors);
        Assert.AreEqual($"gateway 42 at 127.0.0.1:{gateway.Port} (answered)\n", output);
        StringAssert.Contains(errors, " -> SEARCHGW radius=1\n");
        StringAssert.Contains(errors, " <- GWINFO gwId=42\n");
        StringAssert.Contains(errors, " <- ADVERTISE gwId=42 duration=900\n");
    }

    [TestMethod]
    public async Task Count_ends_it_before_the_time()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(bound: IPAddress.Any);
        (int exitCode, _, string errors) = await CliRun.ToEndAsync(
            "sn", "discover", "--broadcast", "127.255.255.255", "--port", $"{gateway.Port}", "-C", "1", "-W", "1d");
        Assert.AreEqual(0, exitCode, errors);
    }

    [TestMethod]
    public async Task No_gateway_is_a_failure_that_says_where_was_searched()
    {
        int port;
        await using (ScriptedGateway gone = ScriptedGateway.Start(bound: IPAddress.Any))
        {
            port = gone.Port;
        }

        (int exitCode, string output, string errors) = await CliRun.ToEndAsync(
            "sn", "discover", "--broadcast", "127.255.255.255", "--port", $"{port}", "-W", "300ms");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual("", output);
        Assert.AreEqual(
            $"sensornet sn discover: no gateway answered at 127.255.255.255:{port} within 0.3 s: check --broadcast and --port\n", errors);
    }
}
