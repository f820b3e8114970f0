using SensorNet.Cli.Tests.Sn.Support;
using SensorNet.MqttSn;

namespace SensorNet.Cli.Tests.Sn;

[TestClass]
public sealed class PingTests
{
    [TestMethod]
    public async Task Each_answer_is_a_line_and_a_summary_ends_it()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        (int exitCode, string output, string errors) = await RunAsync(gateway, "-C", "3", "--interval", "10ms");
        Assert.AreEqual(0, exitCode, errors);
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.HasCount(4, lines);
        for (int i = 0; i < 3; i++)
        {
            StringAssert.StartsWith(lines[i], $"PINGRESP from {gateway.Address}: seq={i + 1} time=");
        }

        StringAssert.StartsWith(lines[3], "3 of 3 PINGREQ answered, min/avg/max ");
        Assert.AreEqual(3, gateway.Received.Count(line => line == "PINGREQ"));
        Assert.AreEqual("DISCONNECT", gateway.Received[^1]);
    }

    [TestMethod]
    public async Task A_lost_answer_shows_in_the_line_and_in_its_time()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script => script.LeaveUnanswered(MessageType.PingReq, 1));
        (int exitCode, string output, string errors) = await RunAsync(gateway, "-C", "1", "--retry-time", "100ms");
        Assert.AreEqual(0, exitCode, errors);
        StringAssert.EndsWith(output.Split('\n')[0], " ms (sent 2 times)");
        double ms = double.Parse(output.Split("time=")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.IsTrue(ms >= 99, output);
    }

    [TestMethod]
    public async Task No_answer_is_a_failure_and_counted()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script => script.LeaveUnanswered(MessageType.PingReq, 100));
        (int exitCode, string output, string errors) = await RunAsync(gateway, "--retry-time", "50ms", "--retries", "1");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual("0 of 1 PINGREQ answered\n", output);
        Assert.AreEqual($"sensornet sn ping: the connection to {gateway.Address} is lost (no answer to PINGREQ)\n", errors);
    }

    [TestMethod]
    public async Task A_stop_ends_it_with_success_and_the_summary()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        await using CliRun run = CliRun.Start("sn", "ping", "-g", gateway.Address, "--interval", "1h");
        await run.OutLineAsync("seq=1");
        Assert.AreEqual(0, await run.StopAsync());
        StringAssert.StartsWith(run.Out.Lines[^1], "1 of 1 PINGREQ answered");
    }

    private static Task<(int ExitCode, string Out, string Error)> RunAsync(ScriptedGateway gateway, params string[] options) =>
        CliRun.ToEndAsync(["sn", "ping", "-g", gateway.Address, .. options]);
}
