using SensorNet.Cli.Tests.Sn.Support;

namespace SensorNet.Cli.Tests.Sn;

/// <summary>Through the project's own gateway, over UDP.</summary>
[TestClass]
public sealed class RoundTripTests
{
    [TestMethod]
    [DataRow("0")]
    [DataRow("1")]
    [DataRow("2")]
    public async Task What_is_published_reaches_a_subscriber_with_a_wildcard(string qos)
    {
        await using RealGateway gateway = RealGateway.Start();
        await using CliRun sub = CliRun.Start("sn", "sub", "-g", gateway.Address, "-t", "home/#", "-q", qos, "-C", "2", "-v");
        await sub.ErrorLineAsync("subscribed");
        await PublishAsync(gateway, "-t", "home/kitchen", "-m", "one", "-q", qos);
        await PublishAsync(gateway, "-t", "home/attic", "-m", "two", "-q", qos);
        Assert.AreEqual(0, await sub.Exit.WaitAsync(CliRun.WaitMax), sub.Error.Text);
        CollectionAssert.AreEqual(new[] { "home/kitchen one", "home/attic two" }, sub.Out.Lines);
    }

    [TestMethod]
    public async Task A_predefined_topic_is_published_without_a_connection()
    {
        await using RealGateway gateway = RealGateway.Start();
        await using CliRun sub = CliRun.Start("sn", "sub", "-g", gateway.Address, "-t", "predefined/seven", "-C", "1");
        await sub.ErrorLineAsync("subscribed");
        await PublishAsync(gateway, "--topic-id", "7", "-m", "x", "-q", "-1");
        Assert.AreEqual(0, await sub.Exit.WaitAsync(CliRun.WaitMax), sub.Error.Text);
        CollectionAssert.AreEqual(new[] { "x" }, sub.Out.Lines);
    }

    [TestMethod]
    public async Task A_retained_message_reaches_who_subscribes_later()
    {
        await using RealGateway gateway = RealGateway.Start();
        await PublishAsync(gateway, "-t", "home/status", "-m", "online", "-r", "-q", "1");
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync(
            "sn", "sub", "-g", gateway.Address, "-t", "home/status", "-q", "1", "-C", "1", "--json");
        Assert.AreEqual(0, exitCode, errors);
        StringAssert.Contains(output, "\"topic\":\"home/status\",\"qos\":1,\"retained\":true,\"dup\":false,\"payload\":\"online\"");
    }

    [TestMethod]
    public async Task A_sleeping_subscriber_gets_what_came_meanwhile()
    {
        await using RealGateway gateway = RealGateway.Start();
        await using CliRun sub = CliRun.Start(
            "sn", "sub", "-g", gateway.Address, "-t", "lamp/set", "-q", "1", "-i", "lamp", "-c", "--sleep", "1", "-C", "1", "-d");
        await sub.ErrorLineAsync("-> DISCONNECT duration=1");
        await PublishAsync(gateway, "-t", "lamp/set", "-m", "on", "-q", "1");
        Assert.AreEqual(0, await sub.Exit.WaitAsync(CliRun.WaitMax), sub.Error.Text);
        CollectionAssert.AreEqual(new[] { "on" }, sub.Out.Lines);
        StringAssert.Contains(sub.Error.Text, "-> PINGREQ clientId=\"lamp\"");
    }

    [TestMethod]
    public async Task Ping_is_answered()
    {
        await using RealGateway gateway = RealGateway.Start();
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync("sn", "ping", "-g", gateway.Address, "-C", "1");
        Assert.AreEqual(0, exitCode, errors);
        StringAssert.StartsWith(output, $"PINGRESP from {gateway.Address}: seq=1 time=");
    }

    private static async Task PublishAsync(RealGateway gateway, params string[] options)
    {
        (int exitCode, _, string errors) = await CliRun.ToEndAsync(["sn", "pub", "-g", gateway.Address, .. options]);
        Assert.AreEqual(0, exitCode, errors);
    }
}
