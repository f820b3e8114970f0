using System.Net;
using System.Net.Sockets;
using SensorNet.Cli.Tests.Sn.Support;
using SensorNet.MqttSn;

namespace SensorNet.Cli.Tests.Sn;

[TestClass]
public sealed class PublishTests
{
    private const string Connect = "CONNECT clientId=\"c1\" cleanSession duration=60";

    [TestMethod]
    [DataRow("0", "PUBLISH qos=0 msgId=0 topicId=11 data[2]=\"hi\"")]
    [DataRow("1", "PUBLISH qos=1 msgId=N topicId=11 data[2]=\"hi\"")]
    [DataRow("2", "PUBLISH qos=2 msgId=N topicId=11 data[2]=\"hi\"|PUBREL msgId=N")]
    public async Task A_topic_name_is_registered_and_published_to(string qos, string messages)
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        (int exitCode, string output, string errors) = await RunAsync(gateway, "-t", "a/b", "-m", "hi", "-q", qos);
        Assert.AreEqual(0, exitCode, errors);
        Assert.AreEqual("", output + errors);
        string[] expected = [Connect, "REGISTER topicId=0 msgId=N topic=\"a/b\"", .. messages.Split('|'), "DISCONNECT"];
        CollectionAssert.AreEqual(expected, gateway.Received.Select(WithoutMessageId).ToArray());
    }

    [TestMethod]
    [DataRow("--topic-id 7", "PUBLISH qos=1 retain msgId=N predefinedId=7 data[0]=\"\"")]
    [DataRow("--short ab", "PUBLISH qos=1 retain msgId=N shortName=\"ab\" data[0]=\"\"")]
    public async Task Predefined_ids_and_short_names_need_no_registration(string topic, string message)
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        (int exitCode, _, string errors) = await RunAsync(gateway, [.. topic.Split(' '), "-n", "-r", "-q", "1"]);
        Assert.AreEqual(0, exitCode, errors);
        CollectionAssert.AreEqual(new[] { Connect, message, "DISCONNECT" }, gateway.Received.Select(WithoutMessageId).ToArray());
    }

    [TestMethod]
    public async Task Qos_minus_1_is_one_datagram_and_no_connection()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        (int exitCode, _, string errors) = await RunAsync(gateway, "--topic-id", "7", "-m", "x", "-q", "-1", "-d");
        Assert.AreEqual(0, exitCode);
        StringAssert.EndsWith(errors, " -> PUBLISH qos=-1 msgId=0 predefinedId=7 data[1]=\"x\"\n");
        Assert.HasCount(1, errors.TrimEnd('\n').Split('\n'));
    }

    [TestMethod]
    public async Task The_will_and_the_session_are_as_given()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        (int exitCode, _, string errors) = await RunAsync(
            gateway, "--short", "ab", "-m", "x", "-c", "-k", "30", "--will-topic", "w", "--will-message", "gone", "--will-qos", "1", "--will-retain");
        Assert.AreEqual(0, exitCode, errors);
        string[] beginning =
            ["CONNECT clientId=\"c1\" will duration=30", "WILLTOPIC qos=1 retain topic=\"w\"", "WILLMSG willMsg[4]=\"gone\""];
        CollectionAssert.AreEqual(beginning, gateway.Received[..3]);
    }

    [TestMethod]
    [DataRow(MessageType.Connect, "1")]
    [DataRow(MessageType.Register, "1")]
    [DataRow(MessageType.Publish, "1")]
    [DataRow(MessageType.Publish, "2")]
    [DataRow(MessageType.PubRel, "2")]
    [DataRow(MessageType.Disconnect, "0")]
    public async Task A_lost_answer_has_the_message_sent_again(MessageType type, string qos)
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script => script.LeaveUnanswered(type, 2));
        (int exitCode, _, string errors) = await RunAsync(gateway, "-t", "a", "-m", "x", "-q", qos, "--retry-time", "100ms");
        Assert.AreEqual(0, exitCode, errors);
        string[] sent = [.. gateway.Received.Where(line => line.Split(' ')[0] == MessageTypes.Name(type))];
        Assert.HasCount(3, sent);
        if (type == MessageType.Publish)
        {
            StringAssert.StartsWith(sent[1], "PUBLISH dup ");
        }
    }

    [TestMethod]
    public async Task An_acknowledgement_that_never_comes_is_a_failure()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script => script.LeaveUnanswered(MessageType.Publish, 100));
        (int exitCode, _, string errors) = await RunAsync(
            gateway, "-t", "a", "-m", "x", "-q", "1", "--retry-time", "50ms", "--retries", "1");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual($"sensornet sn pub: the connection to {gateway.Address} is lost (no answer)\n", errors);
    }

    [TestMethod]
    [DataRow(ReturnCode.Congestion, "(rejected: congestion): it is full, or its broker is away; try again later")]
    [DataRow(ReturnCode.NotSupported, "(rejected: not supported): check --id and the gateway's settings")]
    public async Task A_refused_connection_is_a_failure_that_says_why(ReturnCode code, string reason)
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script => script.ConnectCode = code);
        (int exitCode, _, string errors) = await RunAsync(gateway, "-t", "a", "-m", "x");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual($"sensornet sn pub: the gateway at {gateway.Address} refused the connection {reason}\n", errors);
    }

    [TestMethod]
    [DataRow(ReturnCode.Congestion, "the gateway is congested, its broker is away, or this client sends more than it may: try again later")]
    [DataRow(ReturnCode.InvalidTopicId, "the gateway does not know the topic id: predefined ids are in its settings")]
    [DataRow(ReturnCode.NotSupported, "the gateway does not support it, or its rules do not allow it")]
    public async Task A_rejected_message_is_a_failure_that_says_why(ReturnCode code, string reason)
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script => script.PublishCode = code);
        (int exitCode, _, string errors) = await RunAsync(gateway, "--topic-id", "7", "-m", "x", "-q", "1");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual($"sensornet sn pub: the message to '#7' was not delivered: {reason}\n", errors);
        Assert.AreEqual("DISCONNECT", gateway.Received[^1]);
    }

    [TestMethod]
    public async Task A_gateway_that_is_silent_is_a_failure_after_all_attempts()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script => script.LeaveUnanswered(MessageType.Connect, 100));
        (int exitCode, _, string errors) = await RunAsync(gateway, "-t", "a", "-m", "x", "--retry-time", "50ms", "--retries", "2");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual($"sensornet sn pub: no answer from {gateway.Address} within 0.15 s: is a gateway running there, and its broker?\n", errors);
        Assert.AreEqual(3, gateway.Received.Count(line => line == Connect));
    }

    [TestMethod]
    [DataRow("-t a -m x")]
    [DataRow("--topic-id 7 -m x -q -1")]
    public async Task A_port_where_nobody_listens_is_a_failure_at_once(string options)
    {
        int port;
        using (Socket probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)probe.LocalEndPoint!).Port;
        }

        // Longer than the test may take, so that only the refusal can end it.
        (int exitCode, _, string errors) = await CliRun.ToEndAsync(
            ["sn", "pub", "-g", $"127.0.0.1:{port}", "--retry-time", "5m", .. options.Split(' ')]);
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual(
            $"sensornet sn pub: no gateway listens at 127.0.0.1:{port}: is it running, and is --gateway right?\n", errors);
    }

    [TestMethod]
    public async Task A_host_that_does_not_exist_is_a_failure()
    {
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("sn", "pub", "-g", "nowhere.invalid", "-t", "a", "-m", "x");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual("sensornet sn pub: no host 'nowhere.invalid' found: check --gateway\n", errors);
    }

    [TestMethod]
    public async Task A_file_is_one_payload_whatever_it_holds()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string file = folder.Write("payload", "two\nlines");
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        (int exitCode, _, string errors) = await RunAsync(gateway, "--short", "ab", "-f", file);
        Assert.AreEqual(0, exitCode, errors);
        StringAssert.EndsWith(gateway.Received[1], "data[9]=\"two\\nlines\"");
    }

    [TestMethod]
    public async Task A_file_that_is_too_long_is_a_failure_before_anything_is_sent()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string file = folder.Write("payload", new string('x', 65_499));
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        (int exitCode, _, string errors) = await RunAsync(gateway, "--short", "ab", "-f", file);
        Assert.AreEqual(1, exitCode);
        StringAssert.EndsWith(errors, "is longer than a message can be: at most 65498 bytes fit\n");
        Assert.HasCount(0, gateway.Received);
    }

    [TestMethod]
    public async Task The_longest_payload_is_sent()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string file = folder.Write("payload", new string('x', 65_498));
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        (int exitCode, _, string errors) = await RunAsync(gateway, "--short", "ab", "-f", file, "-q", "1");
        Assert.AreEqual(0, exitCode, errors);
        StringAssert.Contains(gateway.Received[1], "data[65498]=");
    }

    [TestMethod]
    public async Task Each_line_of_standard_input_is_a_message_in_its_order()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        using MemoryStream input = new MemoryStream("one\ntwo\r\n\nlast"u8.ToArray());
        await using CliRun run = CliRun.StartReading(input, "sn", "pub", "-g", gateway.Address, "--short", "ab", "-l", "-q", "1");
        Assert.AreEqual(0, await run.Exit.WaitAsync(CliRun.WaitMax), run.Error.Text);
        string[] payloads = [
            .. gateway.Received.Where(line => line.StartsWith("PUBLISH", StringComparison.Ordinal)).Select(line => line.Split('"')[3])];
        CollectionAssert.AreEqual(new[] { "one", "two", "", "last" }, payloads);
        Assert.AreEqual("DISCONNECT", gateway.Received[^1]);
    }

    [TestMethod]
    public async Task A_line_that_is_too_long_is_a_failure_that_names_it()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        using MemoryStream input = new MemoryStream([.. "one\n"u8, .. new byte[70_000]]);
        await using CliRun run = CliRun.StartReading(input, "sn", "pub", "-g", gateway.Address, "--short", "ab", "-l");
        Assert.AreEqual(1, await run.Exit.WaitAsync(CliRun.WaitMax));
        Assert.AreEqual("sensornet sn pub: line 2 is longer than a message can be: at most 65498 bytes fit\n", run.Error.Text);
    }

    [TestMethod]
    public async Task Debug_shows_each_message_both_ways()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        (int exitCode, string output, string errors) = await RunAsync(gateway, "--short", "ab", "-m", "x", "-q", "1", "-d");
        Assert.AreEqual(0, exitCode);
        Assert.AreEqual("", output);
        string[] directions = [.. errors.TrimEnd('\n').Split('\n').Select(line => string.Join(' ', line.Split(' ')[1..3]))];
        CollectionAssert.AreEqual(
            new[] { "-> CONNECT", "<- CONNACK", "-> PUBLISH", "<- PUBACK", "-> DISCONNECT", "<- DISCONNECT" }, directions);
    }

    private static Task<(int ExitCode, string Out, string Error)> RunAsync(ScriptedGateway gateway, params string[] options) =>
        CliRun.ToEndAsync(["sn", "pub", "-g", gateway.Address, "-i", "c1", .. options]);

    private static string WithoutMessageId(string line) =>
        System.Text.RegularExpressions.Regex.Replace(line, "msgId=[1-9][0-9]*", "msgId=N");
}
