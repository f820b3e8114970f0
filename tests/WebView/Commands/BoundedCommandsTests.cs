using SensorNet.WebView.Commands;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Tests.Commands;

[TestClass]
public sealed class BoundedCommandsTests
{
    private static readonly PageCommand Read = new(PageCommandKind.Read, []);

    private readonly Fleet _fleet = new();
    private readonly HeldCommands _nodes = new();
    private readonly BoundedCommands _commands;

    public BoundedCommandsTests()
    {
        _commands = new BoundedCommands(_nodes, _fleet.Live);
        for (int i = 0; i < BoundedCommands.CommandsMax + 2; i++)
        {
            _fleet.Reading($"n{i}", 1, 20);
        }
    }

    [TestMethod]
    public async Task A_command_is_sent_and_written_to_the_log_without_its_values()
    {
        Task<CommandOutcome> sending = SendAsync("n0", new PageCommand(PageCommandKind.Set, ["brokerPassword=secret", "intervalMs=5000"]));
        _nodes.Answer(new CommandOutcome(true, ["done"]));

        Assert.IsTrue((await sending).IsDone);
        CollectionAssert.AreEqual(new[] { "n0 set brokerPassword=secret intervalMs=5000" }, _nodes.Sent);
        CollectionAssert.AreEqual(
            new[]
            {
                "Command n0:  -> command 'set brokerPassword intervalMs' sent from the web view",
                "Command n0:  -> command 'set brokerPassword intervalMs' done",
            },
            _fleet.Log());
    }

    [TestMethod]
    public async Task What_cannot_be_sent_is_told_to_who_typed_it_and_is_not_in_the_log()
    {
        _nodes.Problem = "'wifiPassword hunter2' is not of the form setting=value";

        Assert.AreEqual(_nodes.Problem, Reason(await SendAsync("n0", new PageCommand(PageCommandKind.Set, ["wifiPassword hunter2"]))));

        Assert.IsEmpty(_nodes.Sent);
        Assert.IsEmpty(_fleet.Log());
    }

    [TestMethod]
    public async Task What_has_no_name_is_not_in_the_log()
    {
        Task<CommandOutcome> sending = SendAsync("n0", new PageCommand(PageCommandKind.Set, ["wifiPassword hunter2", "intervalMs=5000"]));
        _nodes.Answer(new CommandOutcome(true, ["done"]));
        await sending;

        Assert.AreEqual("Command n0:  -> command 'set intervalMs' sent from the web view", _fleet.Log()[0]);
    }

    [TestMethod]
    public async Task A_node_has_one_command_at_a_time()
    {
        Task<CommandOutcome> first = SendAsync("n0", Read);

        Assert.AreEqual("n0 has a command to answer already", Reason(await SendAsync("n0", Read)));
        _nodes.Answer(CommandOutcome.Failed("no answer"));
        Assert.AreEqual("no answer", Reason(await first));
        Assert.AreEqual("no answer", Reason(await SendAsync("n0", Read)), "then another may follow");
        StringAssert.EndsWith(_fleet.Log()[1], "command 'read' failed: no answer");
    }

    [TestMethod]
    public async Task Only_a_few_wait_at_once()
    {
        for (int i = 0; i < BoundedCommands.CommandsMax; i++)
        {
            _ = SendAsync($"n{i}", Read);
        }

        Assert.AreEqual(
            "4 commands wait for their answers already: try again in a moment", Reason(await SendAsync($"n{BoundedCommands.CommandsMax}", Read)));
        Assert.HasCount(BoundedCommands.CommandsMax, _nodes.Sent);
    }

    [TestMethod]
    public async Task A_device_that_is_none_of_our_nodes_gets_none()
    {
        _fleet.Send("tele/plug/SENSOR", "{\"AM2301\":{\"Temperature\":20.5}}");

        DeviceKey plug = _fleet.Live.Rows().Single(row => row.Key.Id == "plug").Key;

        Assert.AreEqual("there is no such device", Reason(await SendAsync("nobody", Read)));
        Assert.AreEqual(
            "plug is no node of this project: it takes no commands",
            Reason(await _commands.SendAsync(plug, Read, CancellationToken.None)));
        Assert.IsEmpty(_nodes.Sent);
    }

    [TestMethod]
    public async Task What_is_too_long_is_refused()
    {
        Assert.AreEqual(
            "an argument has at most 512 characters", Reason(await SendAsync("n0", new PageCommand(PageCommandKind.Get, [new string('a', 513)]))));
        Assert.AreEqual(
            "a command has at most 32 arguments", Reason(await SendAsync("n0", new PageCommand(PageCommandKind.Get, new string[33]))));
    }

    [TestMethod]
    public async Task After_a_failure_that_nobody_foresaw_another_may_follow()
    {
        Task<CommandOutcome> first = SendAsync("n0", Read);
        _nodes.Fail(new InvalidOperationException("unforeseen"));
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => first);

        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => SendAsync("n0", Read));
        Assert.HasCount(2, _nodes.Sent);
    }

    private static string Reason(CommandOutcome outcome)
    {
        Assert.IsFalse(outcome.IsDone);
        return outcome.Lines.Single();
    }

    private Task<CommandOutcome> SendAsync(string id, PageCommand command) => _commands.SendAsync(Fleet.Key(id), command, CancellationToken.None);
}
