using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace SensorNet.Cli.Tests.Commands;

[TestClass]
public sealed class WatchTests
{
    private const string ShowCursor = "\e[?25h";
    private const string Reading = """{"seq":42,"uptime":81234,"temperature":21.53,"humidity":45.12,"pressure":1013.25}""";

    [TestMethod]
    public async Task Messages_are_lines_on_standard_output_and_the_connection_on_standard_error()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun run = CliRun.Start("watch", "--broker", broker.Address);
        Assert.AreEqual(
            $"connected to {broker.Address}, following 'devices/#'", await run.ErrorLineAsync("connected"));
        await broker.PublishAsync("devices/kitchen/readings", Reading);
        StringAssert.EndsWith(
            await run.OutLineAsync("kitchen"),
            " kitchen readings seq=42 temperature=21.53 °C humidity=45.12 %RH pressure=1013.25 hPa");
        Assert.AreEqual(0, await run.StopAsync());
        Assert.HasCount(1, run.Out.Lines);
    }

    [TestMethod]
    [DataRow("watch")]
    [DataRow("command", "kitchen", "read", "--timeout", "1s")]
    public async Task The_client_id_can_be_chosen(params string[] words)
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun run = CliRun.Start([.. words, "--broker", broker.Address, "--client-id", "operator-1"]);

        Assert.AreEqual("operator-1", await broker.FirstClientId.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [TestMethod]
    public async Task A_retained_status_from_before_is_shown()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await broker.PublishAsync("devices/attic/status", "online", retain: true);
        await using CliRun run = CliRun.Start("watch", "--broker", broker.Address, "--plain");
        StringAssert.EndsWith(await run.OutLineAsync("attic"), " attic status online (retained)");
    }

    [TestMethod]
    public async Task Json_gives_one_object_a_line()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun run = CliRun.Start("watch", "--broker", broker.Address, "--json");
        await run.ErrorLineAsync("connected");
        await broker.PublishAsync("devices/kitchen/readings", Reading);
        using JsonDocument line = JsonDocument.Parse(await run.OutLineAsync("kitchen"));
        Assert.AreEqual(21.53m, line.RootElement.GetProperty("payload").GetProperty("temperature").GetDecimal());
    }

    [TestMethod]
    public async Task Topic_chooses_what_is_followed()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun run = CliRun.Start("watch", "--broker", broker.Address, "--topic", "site/+/status");
        await run.ErrorLineAsync("connected");
        await broker.PublishAsync("devices/a/status", "online");
        await broker.PublishAsync("site/b/readings", Reading);
        await broker.PublishAsync("site/c/status", "online");
        StringAssert.EndsWith(await run.OutLineAsync("status"), " c status online");
        Assert.HasCount(1, run.Out.Lines);
    }

    [TestMethod]
    public async Task A_restarted_broker_is_connected_to_again_and_what_was_missed_is_no_gap()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun run = CliRun.Start("watch", "--broker", broker.Address);
        await run.ErrorLineAsync("connected");
        await broker.PublishAsync("devices/a/readings", """{"seq":1}""");
        await run.OutLineAsync("seq=1");
        await broker.StopServerAsync();
        StringAssert.Contains(await run.ErrorLineAsync("lost"), "trying again in");
        await broker.StartServerAsync();
        await run.ErrorLineAsync($"connected to {broker.Address} again");
        await broker.PublishAsync("devices/a/readings", """{"seq":9}""");
        StringAssert.EndsWith(await run.OutLineAsync("seq=9"), "seq=9");
        Assert.AreEqual(0, await run.StopAsync());
    }

    [TestMethod]
    public async Task A_broker_that_comes_later_is_waited_for()
    {
        TestBroker broker = await TestBroker.StartAsync();
        await broker.StopServerAsync();
        await using CliRun run = CliRun.Start("watch", "--broker", broker.Address);
        StringAssert.Contains(
            await run.ErrorLineAsync("cannot"), $"cannot connect to {broker.Address} (connection refused); attempt 2 in");
        await broker.StartServerAsync();
        await run.ErrorLineAsync("connected");
        await broker.DisposeAsync();
        Assert.AreEqual(0, await run.StopAsync());
    }

    [TestMethod]
    public async Task No_broker_in_all_of_the_duration_is_a_failure()
    {
        TestBroker broker = await TestBroker.StartAsync();
        await broker.DisposeAsync();
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("watch", "--broker", broker.Address, "--duration", "1s");
        Assert.AreEqual(1, exitCode);
        StringAssert.EndsWith(
            errors, $"sensornet watch: there was no connection to the broker at {broker.Address}: is it running?\n");
    }

    [TestMethod]
    public async Task Everybody_s_devices_are_shown()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun run = CliRun.Start("watch", "--broker", broker.Address, "--topic", "#", "--plain");
        await run.ErrorLineAsync("connected");
        await broker.PublishAsync("tele/plug/SENSOR", """{"Time":"2026-03-01T12:00:00","AM2301":{"Temperature":21.5},"TempUnit":"C"}""");
        await run.OutLineAsync("plug readings temperature=21.5 °C");
        await broker.PublishAsync("zigbee2mqtt/hall", """{"humidity":48.2,"linkquality":120}""");
        await run.OutLineAsync("hall readings humidity=48.2 %RH linkquality=120");
        await broker.PublishAsync("garden/soil", "31");
        await run.OutLineAsync("garden readings soil=31");
        Assert.AreEqual(0, await run.StopAsync());
    }

    [TestMethod]
    public async Task A_mapping_file_says_what_other_messages_mean()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "town.json");
        await File.WriteAllTextAsync(
            file, """{"rules":[{"topic":"town/{device}","values":{"wind":{"path":"w","unit":"km/h","factor":3.6}}}]}""");
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun run = CliRun.Start("watch", "--broker", broker.Address, "--topic", "#", "--plain", "--mapping", file);
        await run.ErrorLineAsync("connected");
        await broker.PublishAsync("town/north", """{"w":10}""");
        await run.OutLineAsync("north readings wind=36.0 km/h");
        Assert.AreEqual(0, await run.StopAsync());
    }

    [TestMethod]
    public async Task A_mapping_file_with_a_mistake_is_a_failure_that_says_where()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "town.json");
        await File.WriteAllTextAsync(file, """{"rules":[{"topic":"town"}]}""");
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("watch", "--mapping", file);
        Assert.AreEqual(1, exitCode);
        StringAssert.StartsWith(errors, $"sensornet watch: {file}: rule 1: either topic 'town' has {{device}} in it");
    }

    [TestMethod]
    public async Task Duration_ends_it_with_success()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("watch", "--broker", broker.Address, "--duration", "10s");
        Assert.AreEqual(0, exitCode);
        Assert.AreEqual($"connected to {broker.Address}, following 'devices/#'\n", errors);
    }

    [TestMethod]
    public async Task A_wrong_password_is_a_failure_that_says_so()
    {
        await using TestBroker broker = await TestBroker.StartWithAccountAsync("me", "secret");
        (int exitCode, _, string errors) = await CliRun.ToEndAsync(
            "watch", "--broker", broker.Address, "--user", "me", "--password", "wrong");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual(
            $"sensornet watch: the broker at {broker.Address} refused the user name or password: check --user and --password\n",
            errors);
    }

    [TestMethod]
    public async Task The_right_password_is_let_in()
    {
        await using TestBroker broker = await TestBroker.StartWithAccountAsync("me", "@secret");
        await using CliRun run = CliRun.Start("watch", "--broker", broker.Address, "--user", "me", "--password", "@secret");
        await run.ErrorLineAsync("connected to");
        Assert.AreEqual(0, await run.StopAsync());
    }

    [TestMethod]
    public async Task A_refused_subscription_is_a_failure_that_says_so()
    {
        await using TestBroker broker = await TestBroker.StartRefusingSubscriptionsAsync();
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("watch", "--broker", broker.Address);
        Assert.AreEqual(1, exitCode);
        StringAssert.StartsWith(errors, "sensornet watch: the broker does not allow 'devices/#' to be followed");
    }

    [TestMethod]
    public async Task A_stop_while_it_waits_for_the_broker_to_answer_is_a_success()
    {
        using TcpListener silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using CliRun run = CliRun.Start("watch", "--broker", $"127.0.0.1:{port}");
        using Socket accepted = await silent.AcceptSocketAsync().WaitAsync(CliRun.WaitMax);
        Assert.IsGreaterThan(0, await accepted.ReceiveAsync(new byte[100]).WaitAsync(CliRun.WaitMax));
        Assert.AreEqual(0, await run.StopAsync());
        Assert.AreEqual("", run.Error.Text);
    }

    [TestMethod]
    public async Task Something_that_is_no_broker_is_tried_again_and_said()
    {
        using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Task<Socket> accepting = listener.AcceptSocketAsync();
        await using CliRun run = CliRun.Start("watch", "--broker", $"127.0.0.1:{port}");
        using (Socket accepted = await accepting.WaitAsync(CliRun.WaitMax))
        {
            await accepted.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        }

        StringAssert.Contains(await run.ErrorLineAsync("cannot"), "attempt 2 in");
        Assert.AreEqual(0, await run.StopAsync());
    }

    [TestMethod]
    public async Task Hostile_messages_write_no_control_character()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun run = CliRun.Start("watch", "--broker", broker.Address, "--topic", "#");
        await run.ErrorLineAsync("connected");
        await broker.PublishAsync("devices/\u009b31mx/status", "\u001b[2J\u001b]0;title\u0007");
        await broker.PublishAsync("devices/y/readings", [0x7B, 0xFF, 0x1B, 0x00]);
        await broker.PublishAsync("other", new byte[1_000_000]);
        await broker.PublishAsync("devices/last/status", "online");
        await run.OutLineAsync("last");
        Assert.HasCount(4, run.Out.Lines);
        Assert.IsFalse(run.Out.Lines.Any(line => line.Any(char.IsControl)), run.Out.Text);
    }

    [TestMethod]
    public async Task On_a_terminal_a_table_is_drawn()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await broker.PublishAsync("devices/kitchen/status", "online", retain: true);
        TestTerminal terminal = new TestTerminal(width: 80);
        await using CliRun run = CliRun.StartOn(terminal, "watch", "--broker", broker.Address);
        await run.TerminalTextAsync("kitchen");
        await run.TerminalTextAsync("1 of 1 online");
        Assert.AreEqual(0, await run.StopAsync());
        StringAssert.EndsWith(terminal.Output.Text, ShowCursor);
        Assert.AreEqual("", run.Out.Text + run.Error.Text);
    }

    [TestMethod]
    public async Task Plain_on_a_terminal_gives_lines()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        TestTerminal terminal = new TestTerminal(width: 80);
        await using CliRun run = CliRun.StartOn(terminal, "watch", "--broker", broker.Address, "--plain");
        await run.ErrorLineAsync("connected");
        await broker.PublishAsync("devices/a/status", "online");
        await run.OutLineAsync("a status online");
        Assert.AreEqual("", terminal.Output.Text);
    }
}
