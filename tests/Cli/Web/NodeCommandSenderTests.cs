using SensorNet.Cli.Brokers;
using SensorNet.Cli.NodeCommands;
using SensorNet.WebView.Commands;
using SensorNet.WebView.Live;

namespace SensorNet.Cli.Tests.Web;

/// <summary>What a page has a node do, to an emulated node.</summary>
[TestClass]
public sealed class NodeCommandSenderTests
{
    private static readonly DeviceKey Kitchen = new("devices", "kitchen");

    [TestMethod]
    public async Task A_node_does_it_and_its_answer_is_given()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun watch = CliRun.Start("watch", "--broker", broker.Address, "--plain");
        await using CliRun node = CliRun.Start("node", "--broker", broker.Address, "--id", "kitchen", "--interval", "1s");
        await watch.OutLineAsync("kitchen status online");
        NodeCommandSender sender = new NodeCommandSender(new BrokerOptions(new BrokerAddress("localhost", broker.Port)));

        CommandOutcome got = await SendAsync(sender, PageCommandKind.Get, "intervalMs");
        CommandOutcome set = await SendAsync(sender, PageCommandKind.Set, "intervalMs=5000");
        CommandOutcome after = await SendAsync(sender, PageCommandKind.Get, "intervalMs");
        CommandOutcome refused = await SendAsync(sender, PageCommandKind.Set, "intervalMs=1");
        CommandOutcome wrong = await SendAsync(sender, PageCommandKind.Set, "intervalMs");

        Assert.AreEqual("True: intervalMs=1000", Text(got));
        Assert.AreEqual("True: done", Text(set));
        Assert.AreEqual("True: intervalMs=5000", Text(after));
        StringAssert.StartsWith(Text(refused), "False: the node refused: ");
        Assert.AreEqual("False: 'intervalMs' is not of the form setting=value", Text(wrong));
    }

    [TestMethod]
    public async Task Without_a_broker_the_reason_is_given()
    {
        NodeCommandSender sender = new NodeCommandSender(new BrokerOptions(new BrokerAddress("localhost", 1)));

        StringAssert.StartsWith(Text(await SendAsync(sender, PageCommandKind.Read)), "False: there was no connection to the broker at localhost:1: ");
    }

    private static Task<CommandOutcome> SendAsync(NodeCommandSender sender, PageCommandKind kind, params string[] arguments) =>
        sender.SendAsync(Kitchen, new PageCommand(kind, arguments), CancellationToken.None);

    private static string Text(CommandOutcome outcome) => $"{outcome.IsDone}: {string.Join('|', outcome.Lines)}";
}
