namespace SensorNet.Cli.Tests.Commands;

[TestClass]
public sealed class UsageTests
{
    [TestMethod]
    [DataRow("bogus", "sensornet: there is no 'bogus': the commands are")]
    [DataRow("watch bogus", "sensornet watch: 'bogus' is no option of watch")]
    [DataRow("watch --bogus", "sensornet watch: '--bogus' is no option of watch")]
    [DataRow("watch --broker", "sensornet watch: Required argument missing for option: '--broker'")]
    [DataRow("watch --broker a --broker b", "sensornet watch: Option '--broker' expects a single argument but 2 were provided")]
    [DataRow("watch --broker host:99999", "sensornet watch: --broker 'host:99999' has no valid port: it must be 1 to 65535")]
    [DataRow("watch --broker http://host", "sensornet watch: --broker 'http://host' must begin with mqtt://, mqtts://, ws:// or wss://")]
    [DataRow("watch --broker mqtt://host/path", "sensornet watch: --broker 'mqtt://host/path' has a path, which mqtt:// does not take")]
    [DataRow(
        "watch --broker wss://me:secret@host",
        "sensornet watch: --broker 'wss://me:secret@host' has a user in the URL: give it with the option or setting for it")]
    [DataRow("watch --broker ws://host --tls", "sensornet watch: --tls contradicts ws://, which has no TLS: give wss://")]
    [DataRow(
        "node --broker ws://host",
        "sensornet node: --broker 'ws://host' is a WebSocket: the firmware speaks MQTT over TCP and TLS alone: give mqtt:// or mqtts://")]
    [DataRow(
        "demo --broker wss://host",
        "sensornet demo: --broker 'wss://host' is a WebSocket: the firmware speaks MQTT over TCP and TLS alone: give mqtt:// or mqtts://")]
    [DataRow(
        "demo --broker mqtts://host",
        "sensornet demo: --broker with mqtts:// is of no use here: the demo's nodes trust the demo's own broker alone (--tls)")]
    [DataRow("watch --broker a/b", "sensornet watch: --broker 'a/b' has no valid host name or IP address")]
    [DataRow("watch --client-id a\u0007b", "sensornet watch: --client-id 'a")]
    [DataRow("watch --topic a/#/b", "sensornet watch: --topic 'a/#/b' has # before its end: # stands for all remaining levels")]
    [DataRow("watch --duration soon", "sensornet watch: --duration 'soon' is not a number with ms, s, m, h or d (such as 500ms, 30s or 5m)")]
    [DataRow("watch --duration 10ms", "sensornet watch: --duration '10ms' is out of range: it must be 1s to 30d")]
    [DataRow("watch --duration 31d", "sensornet watch: --duration '31d' is out of range: it must be 1s to 30d")]
    [DataRow("watch --plain --json", "sensornet watch: --plain and --json exclude each other")]
    [DataRow(
        "node --fault bogus",
        "sensornet node: --fault 'bogus' is not a known fault: there are sensor-absent, sensor-nack, sensor-stuck, "
        + "sensor-wrong-id, sensor-noise, sensor-bad-checksum, sensor-slow, wifi-refused, wifi-drop, sntp-blocked")]
    [DataRow(
        "node --fault sensor-nack --fault wifi-drop@x",
        "sensornet node: --fault 'wifi-drop@x' has a time that is not a number with ms, s, m, h or d")]
    [DataRow("node --id a/b", "sensornet node: --id 'a/b' must be one topic level: no / + # or control characters, and no $ at the beginning")]
    [DataRow("node --interval 500ms", "sensornet node: --interval '500ms' is out of range: it must be 1s to 1d")]
    [DataRow("node --interval 2d", "sensornet node: --interval '2d' is out of range: it must be 1s to 1d")]
    [DataRow("node --sensor bme680", "sensornet node: --sensor 'bme680' is not a known sensor: there are bme280, bmp280, sht31")]
    [DataRow("node --seed -1", "sensornet node: --seed '-1' is not a whole number from 0 to 1000000")]
    [DataRow("node --settings /nowhere.json", "sensornet node: --settings '/nowhere.json' is not a file")]
    [DataRow(
        "node --broker [::1]:1883",
        "sensornet node: --broker '[::1]:1883' is an IPv6 address: the firmware takes a host name or an IPv4 address")]
    [DataRow("node --tls", "sensornet node: '--tls' is no option of node")]
    [DataRow("demo --nodes 0", "sensornet demo: --nodes '0' is not a whole number from 1 to 50")]
    [DataRow("demo --nodes many", "sensornet demo: --nodes 'many' is not a whole number from 1 to 50")]
    [DataRow("demo --port 65536", "sensornet demo: --port '65536' is not a whole number from 0 to 65535")]
    [DataRow("demo --port 1 --broker x", "sensornet demo: --port is the port of the demo's own broker: it is of no use with --broker")]
    [DataRow("demo --user me", "sensornet demo: --user is of no use without --broker: the demo's own broker has no users")]
    [DataRow("watch --web-port 1", "sensornet watch: --web-port is of no use without --web")]
    [DataRow("demo --allow-commands", "sensornet demo: --allow-commands is of no use without --web")]
    [DataRow("demo --web --web-port 65536", "sensornet demo: --web-port '65536' is not a whole number from 0 to 65535")]
    [DataRow("watch --web --web-listen here", "sensornet watch: --web-listen 'here' is no IP address of this computer")]
    [DataRow("watch --web --web-cert /nowhere.pem --web-key /nowhere.pem", "sensornet watch: --web-cert '/nowhere.pem' is not a file")]
    [DataRow("watch --web --web-key /etc/passwd", "sensornet watch: --web-cert and --web-key come together")]
    [DataRow("watch --password x", "sensornet watch: --password is of no use without --user")]
    [DataRow("watch --tls --ca /nowhere.pem", "sensornet watch: --ca '/nowhere.pem' is not a file")]
    [DataRow("watch --ca /nowhere.pem", "sensornet watch: --ca is of no use without --tls")]
    [DataRow(
        "command a/b read", "sensornet command: the device id 'a/b' must be one topic level: no /, + or #, and no $ at the beginning")]
    [DataRow(
        "command a read --root /a", "sensornet command: --root '/a' must be topic levels with / between them: no + or #, no $ at the beginning, "
        + "no / at either end")]
    [DataRow(
        "command a bogus",
        "sensornet command: there is no command 'bogus': the commands are set, get, read, identify, file, reboot, or a JSON object")]
    [DataRow("command a set", "sensornet command: set needs setting=value, such as intervalMs=30000")]
    [DataRow("certs --keys dsa", "sensornet certs: --keys 'dsa' is no kind of key: there are ecdsa, rsa")]
    [DataRow("certs --days 0", "sensornet certs: --days '0' is not a whole number from 1 to 7300")]
    [DataRow("certs --host 10.1", "sensornet certs: --host '10.1' is not allowed: it must be an IPv4 address")]
    [DataRow("certs --client a/b", "sensornet certs: --client 'a/b' is not allowed: it must be 1 to 64 letters, digits")]
    [DataRow("certs --client ca", "sensornet certs: --client 'ca' is the name of a file of its own: take another")]
    [DataRow("doctor --ntp a/b", "sensornet doctor: --ntp 'a/b' has no valid host name or IP address")]
    [DataRow("doctor --id a/b", "sensornet doctor: --id 'a/b' must be one topic level")]
    [DataRow("doctor --cert /nowhere.pem --key /nowhere.pem --tls", "sensornet doctor: --cert '/nowhere.pem' is not a file")]
    [DataRow("watch --key /etc/passwd --tls", "sensornet watch: --cert and --key come together")]
    [DataRow("flash --image /nowhere.bin", "sensornet flash: --image '/nowhere.bin' is not a file")]
    [DataRow("flash --files /nowhere", "sensornet flash: --files '/nowhere' is no folder")]
    [DataRow("flash --no-update --mass-erase", "sensornet flash: --fwversion and --mass-erase are of no use with --no-update")]
    [DataRow("provision --kind robot", "sensornet provision: --kind 'robot' is no kind of node: there are sensor, constrained, gateway")]
    [DataRow("provision --certificates sky", "sensornet provision: --certificates 'sky' is no place for certificates: there are board, flash")]
    [DataRow("provision --set intervalMs", "sensornet provision: --set 'intervalMs' is not key=value")]
    [DataRow("provision --wifi-open", "sensornet provision: --wifi-password-file and --wifi-open are of no use without --wifi")]
    [DataRow("provision --csv /nowhere.csv", "sensornet provision: --csv '/nowhere.csv' is not a file")]
    public async Task Wrong_usage_exits_with_2_one_line_and_the_way_to_help(string commandLine, string error)
    {
        string[] args = commandLine.Split(' ');
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync(args);
        string[] lines = errors.TrimEnd('\n').Split('\n');
        Assert.AreEqual(2, exitCode);
        Assert.AreEqual("", output);
        Assert.HasCount(2, lines, errors);
        StringAssert.StartsWith(lines[0], error);
        Assert.AreEqual($"Try '{lines[0].Split(':')[0]} --help'.", lines[1]);
    }

    [TestMethod]
    public async Task What_the_user_typed_cannot_write_escape_codes()
    {
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("watch", "--broker", "\u001b[31mx");
        Assert.AreEqual(2, exitCode);
        Assert.IsFalse(errors.Contains('\u001b'), errors);
    }

    [TestMethod]
    public async Task No_command_shows_help_on_standard_error_and_exits_with_2()
    {
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync();
        Assert.AreEqual(2, exitCode);
        Assert.AreEqual("", output);
        StringAssert.Contains(errors, "Commands:");
    }

    [TestMethod]
    [DataRow("--help", "sensornet demo")]
    [DataRow("demo --help", "sensornet demo --broker localhost")]
    [DataRow("node --help", "sensornet node --fault sensor-nack --fault wifi-drop@20s+30s")]
    [DataRow("watch --help", "sensornet watch --topic 'site/+/devices/#' --plain")]
    [DataRow("watch -h --bogus", "sensornet watch --json --duration 5m > readings.ndjson")]
    public async Task Help_ends_with_examples_and_exits_with_0(string commandLine, string example)
    {
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync(commandLine.Split(' '));
        Assert.AreEqual(0, exitCode);
        Assert.AreEqual("", errors);
        StringAssert.Contains(output, "Examples:\n");
        StringAssert.Contains(output, $"  {example}\n");
    }

    [TestMethod]
    public async Task Version_is_a_version()
    {
        (int exitCode, string output, _) = await CliRun.ToEndAsync("--version");
        Assert.AreEqual(0, exitCode);
        Assert.IsTrue(Version.TryParse(output.Trim(), out _), output);
    }
}
