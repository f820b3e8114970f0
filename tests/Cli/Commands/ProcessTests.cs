namespace SensorNet.Cli.Tests.Commands;

/// <summary>What only shows in a process: signals, pipes and exit codes.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ProcessTests
{
    [TestMethod]
    [DataRow("INT")]
    [DataRow("TERM")]
    [DataRow("HUP")]
    public async Task A_signal_ends_watch_with_success(string signal)
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        using CliProcess watch = new CliProcess("watch", "--broker", broker.Address);
        await watch.ErrorLineAsync("connected to");
        watch.Signal(signal);
        Assert.AreEqual(0, await watch.WaitForExitAsync(), watch.Error.Text);
    }

    [TestMethod]
    [DataRow("INT")]
    [DataRow("TERM")]
    public async Task A_signal_is_a_planned_stop_of_a_node(string signal)
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun watch = CliRun.Start("watch", "--broker", broker.Address);
        await watch.ErrorLineAsync("connected to");
        using CliProcess node = new CliProcess("node", "--broker", broker.Address, "--id", "a", "--interval", "1s");
        await watch.OutLineAsync("a status online");
        node.Signal(signal);
        await watch.OutLineAsync("a status offline");
        Assert.AreEqual(0, await node.WaitForExitAsync(), node.Error.Text);
    }

    [TestMethod]
    public async Task Watch_ends_when_nobody_reads_its_output_any_more()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        using CliProcess watch = new CliProcess("watch", "--broker", broker.Address);
        await watch.ErrorLineAsync("connected to");
        await broker.PublishAsync("devices/a/status", "online");
        await watch.OutLineAsync("a status online");
        watch.Out.Close();
        await broker.PublishAsync("devices/a/status", "offline");
        Assert.AreEqual(0, await watch.WaitForExitAsync());
    }

    [TestMethod]
    public async Task Wrong_usage_exits_with_2()
    {
        using CliProcess watch = new CliProcess("watch", "--bogus");
        Assert.AreEqual(2, await watch.WaitForExitAsync());
        Assert.AreEqual("", await watch.Out.ReadToEndAsync());
    }

    [TestMethod]
    public async Task A_pipe_gets_lines_and_no_escape_codes()
    {
        using CliProcess demo = new CliProcess("demo", "--port", "0", "--nodes", "1");
        string seen = await demo.OutLineAsync("kitchen readings");
        demo.Signal("TERM");
        string output = seen + "\n" + await demo.Out.ReadToEndAsync();
        Assert.AreEqual(0, await demo.WaitForExitAsync(), demo.Error.Text);
        StringAssert.Contains(output, " kitchen status offline\n");
        Assert.IsFalse(output.Any(c => char.IsControl(c) && c != '\n'), output);
    }
}
