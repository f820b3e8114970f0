using System.Text.Json;
using SensorNet.Cli.Tests.Sn.Support;
using SensorNet.MqttSn;

namespace SensorNet.Cli.Tests.Sn;

[TestClass]
public sealed class SubscribeTests
{
    [TestMethod]
    [DataRow("-t a/b", TopicIdType.Normal, ScriptedGateway.TopicId, "a/b hello")]
    [DataRow("--topic-id 7", TopicIdType.Predefined, 7, "#7 hello")]
    [DataRow("--short ab", TopicIdType.ShortName, 0x6162, "ab hello")]
    public async Task Each_kind_of_topic_is_subscribed_and_shown(string topic, TopicIdType type, int topicId, string line)
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script => script.Keep(type, topicId, "hello", qos: 1));
        (int exitCode, string output, string errors) = await RunAsync(gateway, [.. topic.Split(' '), "-q", "1", "-C", "1", "-v"]);
        Assert.AreEqual(0, exitCode, errors);
        Assert.AreEqual(line + "\n", output);
        Assert.AreEqual($"subscribed to '{line.Split(' ')[0]}' at {gateway.Address} with QoS 1\n", errors);
        Assert.IsTrue(gateway.Received.Any(sent => sent == $"PUBACK topicId={topicId} msgId=100 accepted"));
        Assert.AreEqual("DISCONNECT", gateway.Received[^1]);
    }

    [TestMethod]
    public async Task Several_topics_are_subscribed_and_payloads_alone_are_shown()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script =>
        {
            script.Keep(TopicIdType.Predefined, 7, "one", qos: 0);
            script.Keep(TopicIdType.ShortName, 0x6162, "two", qos: 2);
        });
        (int exitCode, string output, string errors) = await RunAsync(gateway, "--topic-id", "7", "--short", "ab", "-q", "2", "-C", "2");
        Assert.AreEqual(0, exitCode, errors);
        Assert.AreEqual("one\ntwo\n", output);
    }

    [TestMethod]
    public async Task A_map_of_cbor_is_shown_as_json()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script =>
        {
            script.Keep(TopicIdType.Predefined, 7, [0xA1, 0x63, 0x73, 0x65, 0x71, 0x0A], qos: 0);
            script.Keep(TopicIdType.ShortName, 0x6162, [0xA1, 0x0A], qos: 0);
        });
        (int exitCode, string output, string errors) = await RunAsync(gateway, "--topic-id", "7", "--short", "ab", "-C", "2");
        Assert.AreEqual(0, exitCode, errors);
        Assert.AreEqual("{\"seq\":10}\n\ufffd\\n\n", output);
    }

    [TestMethod]
    public async Task Json_has_all_that_is_known_of_a_message()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script =>
        {
            script.Keep(TopicIdType.Predefined, 7, """{"t":21.5}""", qos: 1, retain: true);
            script.Keep(TopicIdType.ShortName, 0x6162, [0xFF, 0x00], qos: 0);
        });
        (int exitCode, string output, string errors) = await RunAsync(gateway, "--topic-id", "7", "-q", "1", "-C", "2", "--json");
        Assert.AreEqual(0, exitCode, errors);
        string[] lines = output.TrimEnd('\n').Split('\n');
        using JsonDocument first = JsonDocument.Parse(lines[0]);
        using JsonDocument second = JsonDocument.Parse(lines[1]);
        Assert.AreEqual(7, first.RootElement.GetProperty("predefinedId").GetInt32());
        Assert.AreEqual(1, first.RootElement.GetProperty("qos").GetInt32());
        Assert.IsTrue(first.RootElement.GetProperty("retained").GetBoolean());
        Assert.AreEqual(21.5m, first.RootElement.GetProperty("payload").GetProperty("t").GetDecimal());
        Assert.AreEqual("ab", second.RootElement.GetProperty("topic").GetString());
        CollectionAssert.AreEqual(new byte[] { 0xFF, 0x00 }, second.RootElement.GetProperty("payloadBase64").GetBytesFromBase64());
    }

    [TestMethod]
    public async Task A_hostile_payload_writes_no_control_character()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(
            script => script.Keep(TopicIdType.Predefined, 7, "\u001b[2J\u009b31m\u202e\r\nx", qos: 0));
        (int exitCode, string output, string errors) = await RunAsync(gateway, "--topic-id", "7", "-C", "1");
        Assert.AreEqual(0, exitCode, errors);
        Assert.AreEqual("\\u{1B}[2J\\u{9B}31m\\u{202E}\\r\\nx\n", output);
    }

    [TestMethod]
    [DataRow(ReturnCode.Congestion, "the gateway is congested, its broker is away, or this client sends more than it may: try again later")]
    [DataRow(ReturnCode.InvalidTopicId, "the gateway does not know the topic id: predefined ids are in its settings")]
    public async Task A_refused_subscription_is_a_failure_that_says_why(ReturnCode code, string reason)
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script => script.SubscribeCode = code);
        (int exitCode, _, string errors) = await RunAsync(gateway, "--topic-id", "7");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual($"sensornet sn sub: no subscription to '#7': {reason}\n", errors);
    }

    [TestMethod]
    public async Task A_lost_suback_has_subscribe_sent_again()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script =>
        {
            script.LeaveUnanswered(MessageType.Subscribe, 1);
            script.Keep(TopicIdType.Predefined, 7, "x", qos: 0);
        });
        (int exitCode, _, string errors) = await RunAsync(gateway, "--topic-id", "7", "-C", "1", "--retry-time", "100ms");
        Assert.AreEqual(0, exitCode, errors);
        Assert.AreEqual(2, gateway.Received.Count(line => line.StartsWith("SUBSCRIBE", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_gateway_that_ends_each_connection_behind_suback_is_asked_ever_more_rarely()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script => script.EndsAfterSubscribe = int.MaxValue);
        (int exitCode, _, string errors) = await RunAsync(gateway, "-t", "a", "-W", "4s");
        Assert.AreEqual(0, exitCode, errors);

        // The first, one at once, and those after waits of at least 0.5, 1 and 2 s.
        int connects = gateway.Received.Count(line => line.StartsWith("CONNECT", StringComparison.Ordinal));
        Assert.IsTrue(connects is >= 3 and <= 5, string.Join('\n', gateway.Received));
    }

    [TestMethod]
    public async Task Every_topic_is_subscribed_to_in_the_session_that_lasts()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script => script.EndsAfterSubscribe = 1);
        string[] topics = ["a", "b", "c", "d", "e"];
        (int exitCode, _, string errors) = await RunAsync(gateway, [.. topics.SelectMany(topic => new[] { "-t", topic }), "-W", "1s"]);
        Assert.AreEqual(0, exitCode, errors);

        // The one that was answered before comes again, behind those that were not.
        int last = Array.FindLastIndex(gateway.Received, line => line.StartsWith("CONNECT", StringComparison.Ordinal));
        string[] subscribes = [.. gateway.Received[last..].Where(line => line.StartsWith("SUBSCRIBE", StringComparison.Ordinal))];
        Assert.IsTrue(last > 0, string.Join('\n', gateway.Received));
        foreach (string topic in topics)
        {
            int count = subscribes.Count(line => line.Contains($"\"{topic}\"", StringComparison.Ordinal));
            Assert.AreEqual(1, count, $"{topic}: {string.Join('\n', gateway.Received)}");
        }
    }

    [TestMethod]
    public async Task Timeout_ends_it_with_success_and_a_goodbye()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        (int exitCode, string output, _) = await RunAsync(gateway, "-t", "a", "-W", "500ms");
        Assert.AreEqual(0, exitCode);
        Assert.AreEqual("", output);
        Assert.AreEqual("DISCONNECT", gateway.Received[^1]);
    }

    [TestMethod]
    public async Task Fewer_messages_than_wanted_in_the_time_are_a_failure()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script => script.Keep(TopicIdType.Predefined, 7, "x", qos: 0));
        (int exitCode, string output, string errors) = await RunAsync(gateway, "--topic-id", "7", "-C", "3", "-W", "1");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual("x\n", output);
        StringAssert.EndsWith(errors, "sensornet sn sub: only 1 of 3 messages came within 1 s\n");
    }

    [TestMethod]
    public async Task A_stop_says_goodbye()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start();
        await using CliRun run = CliRun.Start("sn", "sub", "-g", gateway.Address, "-t", "a");
        await run.ErrorLineAsync("subscribed");
        Assert.AreEqual(0, await run.StopAsync());
        Assert.AreEqual("DISCONNECT", gateway.Received[^1]);
    }

    [TestMethod]
    public async Task A_sleeping_client_wakes_to_fetch_and_goes_back_to_sleep()
    {
        await using ScriptedGateway gateway = ScriptedGateway.Start(script =>
        {
            script.SendsAfterSleep = true;
            script.Keep(TopicIdType.Predefined, 7, "kept", qos: 1);
        });
        (int exitCode, string output, string errors) = await RunAsync(
            gateway, "--topic-id", "7", "-q", "1", "-C", "1", "--sleep", "1", "--retry-time", "100ms");
        Assert.AreEqual(0, exitCode, errors);
        Assert.AreEqual("kept\n", output);
        string[] sent = [.. gateway.Received.Select(line => line.Split(" msgId")[0])];
        CollectionAssert.AreEqual(
            new[]
            {
                "CONNECT clientId=\"c1\" cleanSession duration=60", "SUBSCRIBE qos=1", "DISCONNECT duration=1",
                "PINGREQ clientId=\"c1\"", "PUBACK topicId=7", "DISCONNECT",
            },
            sent);
    }

    private static Task<(int ExitCode, string Out, string Error)> RunAsync(ScriptedGateway gateway, params string[] options) =>
        CliRun.ToEndAsync(["sn", "sub", "-g", gateway.Address, "-i", "c1", .. options]);
}
