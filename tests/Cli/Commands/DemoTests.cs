using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using SensorNet.EndToEnd.Tests;

namespace SensorNet.Cli.Tests.Commands;

[TestClass]
public sealed class DemoTests
{
    private static readonly string[] Names = ["kitchen", "garden", "attic"];

    [TestMethod]
    public async Task Every_node_is_online_sends_readings_and_is_offline_at_the_end()
    {
        await using CliRun demo = CliRun.Start("demo", "--port", "0", "--plain");
        foreach (string name in Names)
        {
            await demo.OutLineAsync($"{name} readings seq=1 ");
        }

        Assert.AreEqual(0, await demo.StopAsync(), demo.Error.Text);
        foreach (string name in Names)
        {
            int online = IndexOf(demo.Out.Lines, $"{name} status online");
            int reading = IndexOf(demo.Out.Lines, $"{name} readings seq=1 ");
            int offline = IndexOf(demo.Out.Lines, $"{name} status offline");
            Assert.IsTrue(online >= 0 && online < reading && reading < offline, $"{name}: {demo.Out.Text}");
        }

        StringAssert.StartsWith(demo.Error.Text, "connected to 127.0.0.1:");
    }

    [TestMethod]
    public async Task With_TLS_nodes_gateway_and_view_enter_with_certificates_and_nobody_else_does()
    {
        await using CliRun demo = CliRun.Start("demo", "--tls", "--port", "0", "--nodes", "2", "--constrained", "1", "--plain");
        await demo.OutLineAsync("kitchen readings seq=1 ");
        await demo.OutLineAsync("garden readings seq=1 ");
        await demo.OutLineAsync("meadow readings seq=0 ");
        string address = demo.Error.Lines[0].Split(' ')[2];
        (int exitCode, _, string error) = await CliRun.ToEndAsync("watch", "--broker", address, "--tls", "--duration", "5s");
        Assert.AreNotEqual(0, exitCode, error);
        Assert.AreEqual(0, await demo.StopAsync(), demo.Error.Text);
    }

    [TestMethod]
    public async Task Duration_ends_it_with_success_and_no_node_left_online()
    {
        (int exitCode, string output, _) = await CliRun.ToEndAsync("demo", "--port", "0", "--duration", "1s");
        Assert.AreEqual(0, exitCode);
        string[] lines = output.Split('\n');
        foreach (string name in Names)
        {
            int last = Array.FindLastIndex(lines, line => line.Contains($"{name} status ", StringComparison.Ordinal));
            Assert.IsTrue(last < 0 || lines[last].Contains("offline", StringComparison.Ordinal), output);
        }
    }

    [TestMethod]
    public async Task Sleeping_nodes_reach_the_broker_through_the_gateway()
    {
        await using CliRun demo = CliRun.Start("demo", "--port", "0", "--nodes", "1", "--plain");
        await demo.OutLineAsync("meadow status online");
        await demo.OutLineAsync("beehive status online");

        // A reading after the first comes after a sleep: a light one, and one that is a boot. Of a deep sleeper a number can be missing where the
        // machine is busy.
        await demo.OutMatchAsync("meadow readings seq=[1-9]");
        await demo.OutMatchAsync("beehive readings seq=[1-9]");
        Assert.AreEqual(0, await demo.StopAsync(), demo.Error.Text);
    }

    [TestMethod]
    public async Task Other_mqtt_sn_programs_can_join_in_through_the_gateway()
    {
        await using CliRun demo = CliRun.Start("demo", "--port", "0", "--gateway-port", "0", "--nodes", "1", "--constrained", "1", "--plain");
        await demo.OutLineAsync("meadow status online");
        string gateway = demo.Error.Text.Split("MQTT-SN gateway at ")[1].Split(' ')[0];
        await using CliRun other = CliRun.Start("sn", "sub", "-g", gateway, "-t", "devices/kitchen/+", "-v");
        await other.OutLineAsync("devices/kitchen/status online");
        await other.OutLineAsync("devices/kitchen/readings {");
        Assert.AreEqual(0, await demo.StopAsync(), demo.Error.Text);
    }

    [TestMethod]
    public async Task A_subscriber_to_everything_gets_the_status_of_each_of_twelve_nodes_through_the_gateway()
    {
        string[] names =
        [
            "kitchen", "garden", "attic", "cellar", "garage", "bedroom", "office", "bathroom", "workshop", "greenhouse",
            "kitchen2", "garden2", "meadow", "beehive",
        ];
        await using CliRun demo = CliRun.Start("demo", "--port", "0", "--gateway-port", "0", "--nodes", "12", "--plain");
        foreach (string name in names)
        {
            await demo.OutLineAsync($"{name} status online");
        }

        string gateway = demo.Error.Text.Split("MQTT-SN gateway at ")[1].Split(' ')[0];
        await using CliRun other = CliRun.Start("sn", "sub", "-g", gateway, "-t", "devices/#", "-v");
        foreach (string name in names)
        {
            await other.OutLineAsync($"devices/{name}/status online");
            await other.OutLineAsync($"devices/{name}/info {{");
            await other.OutLineAsync($"devices/{name}/readings {{");
        }

        Assert.AreEqual(0, await demo.StopAsync(), demo.Error.Text);
    }

    [TestMethod]
    public async Task A_gateway_port_in_use_is_a_failure_that_says_the_way_out()
    {
        using UdpClient taken = new UdpClient(new IPEndPoint(IPAddress.Any, 0));
        int port = ((IPEndPoint)taken.Client.LocalEndPoint!).Port;
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync("demo", "--port", "0", "--gateway-port", $"{port}");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual("", output);
        Assert.AreEqual(
            $"sensornet demo: UDP port {port} is in use: choose another with --gateway-port N, or leave the option out for one that is free\n",
            errors);
    }

    [TestMethod]
    public async Task A_stop_lets_the_nodes_publish_offline()
    {
        await using CliRun demo = CliRun.Start("demo", "--port", "0", "--nodes", "1", "--constrained", "0", "--json");
        await demo.OutLineAsync("\"seq\":0");
        Assert.AreEqual(0, await demo.StopAsync());
        using JsonDocument last = JsonDocument.Parse(demo.Out.Lines[^1]);
        Assert.AreEqual("offline", last.RootElement.GetProperty("payload").GetString());
    }

    [TestMethod]
    public async Task Other_programs_can_watch_the_demo_and_see_retained_status()
    {
        int port = FreePorts.Next();
        await using CliRun demo = CliRun.Start("demo", "--port", $"{port}", "--nodes", "1", "--plain");
        await demo.OutLineAsync("kitchen readings");
        await using CliRun watch = CliRun.Start("watch", "--broker", $"127.0.0.1:{port}", "--plain");
        await watch.OutLineAsync("kitchen status online (retained)");
        await watch.OutLineAsync("kitchen readings");
        Assert.AreEqual(0, await demo.StopAsync());
        await watch.OutLineAsync("kitchen status offline");
    }

    [TestMethod]
    public async Task A_broker_that_runs_can_be_used()
    {
        await using TestBroker broker = await TestBroker.StartWithAccountAsync("me", "secret");
        await using CliRun demo = CliRun.Start(
            "demo", "--broker", broker.Address, "--user", "me", "--password", "secret", "--nodes", "2", "--plain");
        await demo.OutLineAsync("demo-kitchen status online");
        await demo.OutLineAsync("demo-garden readings");
        Assert.AreEqual(0, await demo.StopAsync());
        await demo.OutLineAsync("demo-garden status offline");
    }

    [TestMethod]
    public async Task A_wrong_password_ends_it_with_a_failure_that_says_so()
    {
        await using TestBroker broker = await TestBroker.StartWithAccountAsync("me", "secret");
        (int exitCode, _, string errors) = await CliRun.ToEndAsync(
            "demo", "--broker", broker.Address, "--user", "me", "--password", "wrong", "--nodes", "1");
        Assert.AreEqual(1, exitCode);
        StringAssert.StartsWith(errors, $"sensornet demo: the broker at {broker.Address} refused the user name or password");
    }

    [TestMethod]
    public async Task A_port_in_use_is_a_failure_that_says_the_way_out()
    {
        using TcpListener taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync("demo", "--port", $"{port}");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual("", output);
        Assert.AreEqual(
            $"sensornet demo: port {port} is in use: choose another with --port N, or use a broker that runs with --broker host:port\n",
            errors);
    }

    [TestMethod]
    public async Task On_a_terminal_the_table_shows_all_nodes_and_ends_with_them_offline()
    {
        TestTerminal terminal = new TestTerminal(width: 100);
        await using CliRun demo = CliRun.StartOn(terminal, "demo", "--port", "0", "--constrained", "0");
        await demo.TerminalTextAsync("3 of 3 online");
        Assert.AreEqual(0, await demo.StopAsync());
        await demo.TerminalTextAsync("0 of 3 online");
        Assert.AreEqual("", demo.Out.Text + demo.Error.Text);
    }

    private static int IndexOf(string[] lines, string part) =>
        Array.FindIndex(lines, line => line.Contains(part, StringComparison.Ordinal));
}
