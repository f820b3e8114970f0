using System.Text.Json;
using Spectre.Console.Testing;

namespace SensorNet.Cli.Tests.Provisioning;

[TestClass]
public sealed class ProvisionQuestionsTests
{
    [TestMethod]
    public async Task Who_gives_no_id_is_asked_and_each_answer_is_checked_by_the_firmwares_rules()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using TestConsole console = new TestConsole().Interactive();
        Answer(console, "sensor", "a/b", "kitchen", "home", "short", "long enough");
        Answer(console, "", "10.1", "10.0.0.1", "", "", "node", "secret", "", "5", "30000");
        await using CliRun run = CliRun.StartAsking(console, "provision", "--out", folder.File("kitchen"));
        int exitCode = await run.Exit.WaitAsync(CliRun.WaitMax);
        Assert.AreEqual(0, exitCode, run.Error.Text + console.Output);
        Assert.AreEqual(
            """{"deviceId":"kitchen","intervalMs":30000,"brokerHost":"10.0.0.1","brokerUser":"node","brokerPassword":"secret"}""",
            Compact(folder.File("kitchen/sensornet.json")));
        string said = console.Output.ReplaceLineEndings(" ");
        StringAssert.Contains(said, "deviceId: \"a/b\" is not allowed");
        StringAssert.Contains(said, "wifiPassword: (not shown) is not allowed");
        StringAssert.Contains(said, "brokerHost: \"10.1\" is not allowed");
        StringAssert.Contains(said, "intervalMs: 5 is not allowed");
        Assert.IsFalse(said.Contains("long enough", StringComparison.Ordinal), said);
        Assert.IsFalse(said.Contains("secret", StringComparison.Ordinal), said);
    }

    [TestMethod]
    public async Task A_constrained_node_is_asked_for_its_gateway_and_a_gateway_for_no_sensor()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using TestConsole constrained = new TestConsole().Interactive();
        Answer(constrained, "constrained", "garden", "", "10.0.0.9", "sht31", "");
        await using CliRun first = CliRun.StartAsking(constrained, "provision", "--out", folder.File("garden"));
        Assert.AreEqual(0, await first.Exit.WaitAsync(CliRun.WaitMax), first.Error.Text + constrained.Output);
        Assert.AreEqual("""{"deviceId":"garden","gatewayHost":"10.0.0.9","sensor":"sht31"}""", Compact(folder.File("garden/sensornet.json")));

        using TestConsole gateway = new TestConsole().Interactive();
        Answer(gateway, "gw", "", "", "10.0.0.1", "no", "1884", "");
        await using CliRun second = CliRun.StartAsking(gateway, "provision", "--kind", "gateway", "--out", folder.File("gw"));
        Assert.AreEqual(0, await second.Exit.WaitAsync(CliRun.WaitMax), second.Error.Text + gateway.Output);
        Assert.AreEqual("""{"deviceId":"gw","brokerHost":"10.0.0.1","brokerPort":1884}""", Compact(folder.File("gw/sensornet.json")));
    }

    [TestMethod]
    public async Task With_TLS_the_files_of_certificates_are_asked_for_and_looked_at()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        Assert.AreEqual(0, (await CliRun.ToEndAsync("certs", "--out", folder.File("certs"), "--host", "10.0.0.1", "--client", "kitchen")).ExitCode);
        using TestConsole console = new TestConsole().Interactive();
        Answer(console, "kitchen", "", "", "10.0.0.1", "yes", "", "", "", "");
        Answer(console, folder.File("nowhere"), folder.File("certs/ca.pem"), folder.File("certs/kitchen.pem"), folder.File("certs/kitchen-key.pem"));
        await using CliRun run = CliRun.StartAsking(
            console, "provision", "--kind", "sensor", "--certificates", "flash", "--out", folder.File("kitchen"));
        Assert.AreEqual(0, await run.Exit.WaitAsync(CliRun.WaitMax), run.Error.Text + console.Output);
        Assert.AreEqual(
            """{"deviceId":"kitchen","brokerHost":"10.0.0.1","tls":true,"caFile":"I:\\ca.pem","certFile":"I:\\cert.pem","keyFile":"I:\\key.pem"}""",
            Compact(folder.File("kitchen/sensornet.json")));
        StringAssert.Contains(console.Output.ReplaceLineEndings(""), "is not a file");
        StringAssert.Contains(File.ReadAllText(folder.File("kitchen/key.pem")), "-----BEGIN PRIVATE KEY-----");
    }

    [TestMethod]
    public async Task The_kind_of_broker_says_what_has_to_be_answered()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using TestConsole console = new TestConsole().Interactive();

        // Host and port have defaults with this kind, and TLS is a matter of course; user and key have none.
        Answer(console, "attic", "", "adafruit", "", "", "", "anna", "", "aio_key", "", "");
        Answer(console, "", "");
        await using CliRun run = CliRun.StartAsking(console, "provision", "--kind", "sensor", "--out", folder.File("attic"));
        Assert.AreEqual(0, await run.Exit.WaitAsync(CliRun.WaitMax), run.Error.Text + console.Output);
        Assert.AreEqual(
            """{"deviceId":"attic","profile":"adafruit","brokerUser":"anna","brokerPassword":"aio_key","tls":true}""",
            Compact(folder.File("attic/sensornet.json")));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("constrained")]
    [DataRow("constrained", "garden", "", "10.0.0.9")]
    [DataRow("sensor", "kitchen", "", "", "10.0.0.1", "")]
    [DataRow("sensor", "kitchen", "", "", "10.0.0.1", "yes", "", "", "", "")]
    public async Task A_stop_at_a_question_ends_it_and_nothing_is_written(params string[] answers)
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using TestConsole console = new TestConsole().Interactive();
        Answer(console, answers);
        TaskCompletionSource answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        WaitingConsole waiting = new WaitingConsole(console, answers.Length, () =>
        {
            answered.SetResult();
            return Task.CompletedTask;
        });
        await using CliRun run = CliRun.StartAsking(waiting, "provision", "--out", folder.File("device"));
        await answered.Task.WaitAsync(CliRun.WaitMax);
        Assert.AreEqual(1, await run.StopAsync());
        Assert.AreEqual("sensornet provision: stopped before it was done\n", run.Error.Text);
        Assert.IsFalse(Directory.Exists(folder.File("device")));
    }

    [TestMethod]
    public async Task A_stop_at_the_last_answer_is_not_too_late()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using TestConsole console = new TestConsole().Interactive();
        string[] answers = ["constrained", "garden", "", "10.0.0.9", "", ""];
        Answer(console, answers);
        TaskCompletionSource<CliRun> started = new TaskCompletionSource<CliRun>();
        WaitingConsole waiting = new WaitingConsole(
            console, answers.Length, async () => await (await started.Task.WaitAsync(CliRun.WaitMax)).InterruptAsync());
        await using CliRun run = CliRun.StartAsking(waiting, "provision", "--out", folder.File("garden"));
        started.SetResult(run);
        Assert.AreEqual(1, await run.Exit.WaitAsync(CliRun.WaitMax));
        Assert.IsFalse(Directory.Exists(folder.File("garden")));
    }

    [TestMethod]
    public async Task Without_a_terminal_nobody_is_asked()
    {
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("provision", "--broker", "b");
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, "deviceId: it is missing");
    }

    private static void Answer(TestConsole console, params string[] answers)
    {
        foreach (string answer in answers)
        {
            console.Input.PushTextWithEnter(answer);
        }
    }

    private static string Compact(string file) => JsonSerializer.Serialize(JsonDocument.Parse(File.ReadAllBytes(file)).RootElement);
}
