using System.Text.Json.Nodes;
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

    [TestMethod]
    public async Task A_broker_that_closes_is_said()
    {
        using ClosingBroker broker = new ClosingBroker();
        NodeCommandSender sender = new NodeCommandSender(new BrokerOptions(new BrokerAddress("localhost", broker.Port)));

        string text = Text(await SendAsync(sender, PageCommandKind.Read));

        StringAssert.StartsWith(text, $"False: the broker at localhost:{broker.Port} did not take the command: ");
    }

    [TestMethod]
    [DataRow("{\"tryingSeconds\":300}", 300)]
    [DataRow("{\"tryingSeconds\":2000000000}", 600)]
    [DataRow("{\"tryingSeconds\":-5}", 0)]
    [DataRow("{\"tryingSeconds\":\"long\"}", 0)]
    [DataRow("{}", 0)]
    public void A_node_is_not_waited_for_as_long_as_it_likes(string answer, int seconds) =>
        Assert.AreEqual(TimeSpan.FromSeconds(seconds), CommandExchange.TriedFor(JsonNode.Parse(answer)!.AsObject()));

    [TestMethod]
    public void What_is_no_command_is_found_before_it_is_sent()
    {
        NodeCommandSender sender = new NodeCommandSender(new BrokerOptions(new BrokerAddress("localhost", 1)));

        Assert.AreEqual("a is there twice", sender.ProblemOf(new PageCommand(PageCommandKind.Set, ["a=1", "a=2"])));
        Assert.IsNull(sender.ProblemOf(new PageCommand(PageCommandKind.Set, ["a=1"])));
    }

    [TestMethod]
    public async Task What_is_no_device_id_is_said()
    {
        NodeCommandSender sender = new NodeCommandSender(new BrokerOptions(new BrokerAddress("localhost", 1)));

        CommandOutcome outcome = await sender.SendAsync(
            new DeviceKey("devices", "a+b"), new PageCommand(PageCommandKind.Read, []), CancellationToken.None);

        StringAssert.StartsWith(Text(outcome), "False: 'a+b' is no device id: ");
    }

    private static Task<CommandOutcome> SendAsync(NodeCommandSender sender, PageCommandKind kind, params string[] arguments) =>
        sender.SendAsync(Kitchen, new PageCommand(kind, arguments), CancellationToken.None);

    private static string Text(CommandOutcome outcome) => $"{outcome.IsDone}: {string.Join('|', outcome.Lines)}";
}
