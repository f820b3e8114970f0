namespace SensorNet.Cli.Tests.Sn;

[TestClass]
public sealed class SnUsageTests
{
    [TestMethod]
    [DataRow("sn", "sensornet sn: a command is missing: there are discover, pub, sub, ping")]
    [DataRow("sn bogus", "sensornet sn: there is no 'bogus': the commands are discover, pub, sub, ping")]
    [DataRow("sn pub -m x", "sensornet sn pub: no topic: give --topic, --topic-id or --short")]
    [DataRow("sn pub -t a", "sensornet sn pub: nothing to publish: give --message, --file, --lines or --empty")]
    [DataRow("sn pub -t a -m x -n", "sensornet sn pub: --message, --file, --lines and --empty exclude each other")]
    [DataRow("sn pub -t a -t b -n", "sensornet sn pub: --topic, --topic-id and --short exclude each other")]
    [DataRow("sn pub -t a --short ab -n", "sensornet sn pub: --topic, --topic-id and --short exclude each other")]
    [DataRow("sn pub -t a/# -n", "sensornet sn pub: --topic 'a/#' cannot be used: the topic name has a wildcard")]
    [DataRow("sn pub --short abc -n", "sensornet sn pub: --short 'abc' cannot be used: a short topic name has two octets (6.7)")]
    [DataRow("sn pub --topic-id 0 -n", "sensornet sn pub: --topic-id '0' is not a whole number from 1 to 65534")]
    [DataRow("sn pub --topic-id 65535 -n", "sensornet sn pub: --topic-id '65535' is not a whole number from 1 to 65534")]
    [DataRow("sn pub -t a -n -q 3", "sensornet sn pub: --qos '3' is not a whole number from -1 to 2")]
    [DataRow("sn pub -t a -n -q -1", "sensornet sn pub: --qos -1 needs --topic-id or --short")]
    [DataRow("sn pub -t a -f /nowhere", "sensornet sn pub: --file '/nowhere' is not a file")]
    [DataRow(
        "sn pub -t a -n -i 123456789012345678901234",
        "sensornet sn pub: --id '123456789012345678901234' cannot be used: the client id is longer than 23 octets")]
    [DataRow("sn pub -t a -n -k 65536", "sensornet sn pub: --keep-alive '65536' is not a whole number from 0 to 65535")]
    [DataRow("sn pub -t a -n --persistent", "sensornet sn pub: --persistent is of no use without --id")]
    [DataRow("sn pub -t a -n --will-qos 1", "sensornet sn pub: --will-qos is of no use without --will-topic")]
    [DataRow("sn pub -t a -n --will-topic a/+", "sensornet sn pub: --will-topic 'a/+' cannot be used: the topic name has a wildcard")]
    [DataRow("sn pub -t a -n -g host:0", "sensornet sn pub: --gateway 'host:0' has no valid port")]
    [DataRow("sn pub -t a -n --protection-key-file /nowhere", "sensornet sn pub: --protection-key-file '/nowhere' is not there")]
    [DataRow(
        "sn pub --topic-id 7 -n -q -1 --protection-key-file /etc/hostname",
        "sensornet sn pub: --qos -1 and --protection-key-file exclude each other")]
    [DataRow("sn pub -t a -n --psk a:b", "sensornet sn pub: --psk 'a:b' cannot be an identity: it must not be empty or have a colon")]
    [DataRow("sn pub -t a -n --psk a --psk-file /nowhere", "sensornet sn pub: --psk-file '/nowhere' is not a file")]
    [DataRow("sn pub -t a -n --psk-file /dev/null", "sensornet sn pub: --psk-file is of no use without --psk")]
    [DataRow("sn pub -t a -n --psk a --ca /dev/null", "sensornet sn pub: --psk and --ca exclude each other")]
    [DataRow("sn pub -t a -n --ca /dev/null --cert /dev/null", "sensornet sn pub: --cert and --key come together")]
    [DataRow("sn pub -t a -n --cert /dev/null --key /dev/null", "sensornet sn pub: --cert is of no use without --ca")]
    [DataRow("sn sub", "sensornet sn sub: no topic: give --topic, --topic-id or --short")]
    [DataRow("sn sub -t a#", "sensornet sn sub: --topic 'a#' cannot be used: a wildcard of the topic filter")]
    [DataRow("sn sub -t a -q -1", "sensornet sn sub: --qos '-1' is not a whole number from 0 to 2")]
    [DataRow("sn sub -t a -C 0", "sensornet sn sub: --count '0' is not a whole number from 1 to")]
    [DataRow("sn sub -t a -W never", "sensornet sn sub: --timeout 'never' is not a number with ms, s, m, h or d")]
    [DataRow("sn sub -t a --sleep 65536", "sensornet sn sub: --sleep '65536' is not a whole number from 1 to 65535")]
    [DataRow("sn sub -t a -v --json", "sensornet sn sub: --verbose and --json exclude each other")]
    [DataRow("sn discover --broadcast here", "sensornet sn discover: --broadcast 'here' is not an IP address")]
    [DataRow("sn discover --port 0", "sensornet sn discover: --port '0' is not a whole number from 1 to 65535")]
    [DataRow("sn ping --bogus", "sensornet sn ping: '--bogus' is no option of ping")]
    public async Task Wrong_usage_exits_with_2_one_line_and_the_way_to_help(string commandLine, string error)
    {
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync(commandLine.Split(' '));
        string[] lines = errors.TrimEnd('\n').Split('\n');
        Assert.AreEqual(2, exitCode);
        Assert.AreEqual("", output);
        Assert.HasCount(2, lines, errors);
        StringAssert.StartsWith(lines[0], error);
        Assert.AreEqual($"Try '{lines[0].Split(':')[0]} --help'.", lines[1]);
    }

    [TestMethod]
    [DataRow("sn --help", "sensornet sn pub -t lamp/set -m on -q 1")]
    [DataRow("sn pub --help", "sensornet sn pub -g 192.168.1.10 --topic-id 7 -m 21.5 -q -1")]
    [DataRow("sn sub --help", "sensornet sn sub -t lamp/set -q 1 -i lamp -c --sleep 60")]
    [DataRow("sn discover --help", "sensornet sn discover --broadcast 127.255.255.255")]
    [DataRow("sn ping --help", "sensornet sn ping -g 192.168.1.10 -C 5 --interval 200ms")]
    public async Task Help_ends_with_examples_and_exits_with_0(string commandLine, string example)
    {
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync(commandLine.Split(' '));
        Assert.AreEqual(0, exitCode);
        Assert.AreEqual("", errors);
        StringAssert.Contains(output, $"  {example}\n");
    }
}
