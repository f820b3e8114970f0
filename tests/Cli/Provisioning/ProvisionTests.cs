using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using SensorNet.EndToEnd.Tests;

namespace SensorNet.Cli.Tests.Provisioning;

[TestClass]
public sealed class ProvisionTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [TestMethod]
    public async Task A_device_gets_settings_network_and_list_of_files_for_its_owner_only()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string wifi = folder.Write("wifi", "secret-wifi\n");
        string password = folder.Write("password", "secret-broker\n");
        await ToEndAsync(
            0,
            "--out", folder.File("kitchen"), "--id", "kitchen", "--wifi", "home", "--wifi-password-file", wifi, "--broker", "10.0.0.1:1884",
            "--user", "node", "--password-file", password, "--sensor", "sht31", "--interval", "30s", "--set", "payload=cbor",
            "--set", "root=site/devices", "--port", "/dev/ttyUSB0");
        JsonElement settings = Json(folder, "kitchen/sensornet.json");
        Assert.AreEqual(
            """{"deviceId":"kitchen","root":"site/devices","intervalMs":30000,"brokerHost":"10.0.0.1","brokerPort":1884"""
            + ""","brokerUser":"node","brokerPassword":"secret-broker","sensor":"sht31","payload":"cbor"}""",
            JsonSerializer.Serialize(settings));
        Assert.AreEqual(
            """{"WirelessClient":{"Ssid":"home","Password":"secret-wifi","Authentication":"WPA2","Encryption":"WPA2","ConfigurationOption":"""
            + "\"AutoConnect\"" + """},"SerialPort":"/dev/ttyUSB0"}""",
            JsonSerializer.Serialize(Json(folder, "kitchen/network.json")));
        Assert.AreEqual(
            """{"Files":[{"DestinationFilePath":"I:\\sensornet.json","SourceFilePath":"sensornet.json"}],"SerialPort":"/dev/ttyUSB0"}""",
            JsonSerializer.Serialize(Json(folder, "kitchen/files.json")));
        Assert.AreEqual("/dev/ttyUSB0", NanoffFormats.ReadNetwork(folder.File("kitchen/network.json")).SerialPort);
        Assert.AreEqual("/dev/ttyUSB0", NanoffFormats.ReadFiles(folder.File("kitchen/files.json")).SerialPort);
        Assert.AreEqual("*", File.ReadAllLines(folder.File("kitchen/.gitignore"))[^1]);
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(OwnerOnly, File.GetUnixFileMode(folder.File("kitchen/sensornet.json")));
            Assert.AreEqual(OwnerOnly, File.GetUnixFileMode(folder.File("kitchen/network.json")));
        }
    }

    [TestMethod]
    public async Task Keys_of_protected_clients_come_from_the_gateways_file()
    {
        string garden = new string('a', 64);
        string attic = new string('b', 32);
        using TemporaryFolder folder = new TemporaryFolder();
        string keys = folder.Write("keys", $"# of the gateway\ngarden:{garden}\nattic:{attic}\n");
        string[] common = ["--protection-key-file", keys];
        await ToEndAsync(0, [.. common, "--kind", "constrained", "--id", "garden", "--out", folder.File("garden")]);
        Assert.AreEqual(garden, Json(folder, "garden/sensornet.json").GetProperty("protectionKey").GetString());
        await ToEndAsync(0, [.. common, "--kind", "gateway", "--id", "gw", "--broker", "b", "--out", folder.File("gw")]);
        Assert.AreEqual($"garden={garden};attic={attic}", Json(folder, "gw/sensornet.json").GetProperty("clientKeys").GetString());

        string other = await ToEndAsync(1, [.. common, "--kind", "constrained", "--id", "cellar", "--out", folder.File("cellar")]);
        StringAssert.Contains(other, "has no key of the client id 'cellar'", StringComparison.Ordinal);
        string sensor = await ToEndAsync(1, [.. common, "--id", "garden", "--broker", "b", "--out", folder.File("sensor")]);
        StringAssert.Contains(sensor, "--protection-key-file is for --kind constrained and gateway", StringComparison.Ordinal);

        string csv = folder.Write("fleet.csv", "deviceId,kind\ngarden,constrained\nkitchen,\nattic,constrained\n");
        await ToEndAsync(0, [.. common, "--csv", csv, "--broker", "b", "--out", folder.File("fleet")]);
        Assert.AreEqual(attic, Json(folder, "fleet/attic/sensornet.json").GetProperty("protectionKey").GetString());
        Assert.IsFalse(Json(folder, "fleet/kitchen/sensornet.json").TryGetProperty("protectionKey", out _));
        csv = folder.Write("wrong.csv", "deviceId,kind\ncellar,constrained\n");
        string wrong = await ToEndAsync(1, [.. common, "--csv", csv, "--out", folder.File("wrong")]);
        StringAssert.Contains(wrong, "wrong.csv, line 2, column deviceId", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task An_open_network_has_no_password_and_without_wifi_there_is_no_network_file()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        await ToEndAsync(0, "--out", folder.File("a"), "--id", "a", "--wifi", "guests", "--wifi-open", "--broker", "b");
        NanoffFormats.ReadNetwork(folder.File("a/network.json"));
        JsonElement wifi = Json(folder, "a/network.json").GetProperty("WirelessClient");
        Assert.AreEqual("", wifi.GetProperty("Password").GetString());
        Assert.AreEqual("Open", wifi.GetProperty("Authentication").GetString());
        await ToEndAsync(0, "--out", folder.File("a"), "--id", "a", "--broker", "b", "--force");
        Assert.IsFalse(File.Exists(folder.File("a/network.json")));
    }

    [TestMethod]
    public async Task Certificates_go_into_the_boards_configuration_or_into_its_flash_with_a_zero_behind()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        await MakeCertificatesAsync(folder, "kitchen");
        string[] common =
        [
            "--id", "kitchen", "--broker", "127.0.0.1", "--tls", "--ca", folder.File("certs/ca.pem"), "--cert", folder.File("certs/kitchen.pem"),
            "--key", folder.File("certs/kitchen-key.pem"),
        ];
        await ToEndAsync(0, [.. common, "--out", folder.File("board")]);
        NanoffFormats.ReadNetwork(folder.File("board/network.json"));
        JsonElement network = Json(folder, "board/network.json");
        Assert.AreEqual(await File.ReadAllTextAsync(folder.File("certs/ca-board.pem")), Text(network, "CACertificates"));
        Assert.AreEqual(await File.ReadAllTextAsync(folder.File("certs/kitchen-board.pem")), Text(network, "DeviceCertificates"));
        Assert.IsTrue(Json(folder, "board/sensornet.json").GetProperty("tls").GetBoolean());
        Assert.IsFalse(Json(folder, "board/sensornet.json").TryGetProperty("caFile", out _));

        await ToEndAsync(0, [.. common, "--out", folder.File("flash"), "--certificates", "flash"]);
        JsonElement settings = Json(folder, "flash/sensornet.json");
        Assert.AreEqual(@"I:\ca.pem", settings.GetProperty("caFile").GetString());
        Assert.AreEqual(@"I:\cert.pem", settings.GetProperty("certFile").GetString());
        Assert.AreEqual(@"I:\key.pem", settings.GetProperty("keyFile").GetString());
        Assert.HasCount(4, NanoffFormats.ReadFiles(folder.File("flash/files.json")).Files!);
        Assert.AreEqual(
            await File.ReadAllTextAsync(folder.File("certs/kitchen-key.pem")) + "\0", await File.ReadAllTextAsync(folder.File("flash/key.pem")));
        Assert.IsFalse(File.Exists(folder.File("flash/network.json")));
    }

    [TestMethod]
    [DataRow("--id a", "brokerHost: it is missing; allowed is the broker's name or IPv4 address")]
    [DataRow("--id a/b --broker b --out x", "deviceId: \"a/b\" is not allowed; allowed is one topic level")]
    [DataRow("--id a --broker b --set intervalMs=5", "intervalMs: 5 is not allowed; allowed is a whole number from 1000 to 86400000")]
    [DataRow("--id a --broker b --set intervalMs=soon", "intervalMs: \"soon\" is not allowed; allowed is a whole number")]
    [DataRow("--id a --broker b --set colour=red", "colour: there is no such setting")]
    [DataRow("--id a --broker b --sensor bme680", "sensor: \"bme680\" is not allowed; allowed is one of \"auto\", \"bme280\", \"sht31\"")]
    [DataRow("--id a --broker b --set brokerPassword=x", "brokerPassword: MQTT 3.1.1 allows a password only together with brokerUser")]
    [DataRow("--id a --kind constrained --set qos=-1", "topicId: it is missing; with qos -1")]
    [DataRow("--id a --kind constrained --broker b", "brokerHost: there is no such setting")]
    [DataRow("--id a --kind gateway --broker b --set udpPort=0", "udpPort: 0 is not allowed")]
    [DataRow("--id a --wifi home --broker b", "--wifi 'home' needs a password: in SENSORNET_WIFI_PASSWORD")]
    public async Task What_is_wrong_is_said_in_the_firmwares_words_and_nothing_is_written(string options, string expected)
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string errors = await ToEndAsync(1, ["--out", folder.File("device"), .. options.Replace(" --out x", "").Split(' ')]);
        StringAssert.Contains(errors, expected);
        Assert.IsFalse(Directory.Exists(folder.File("device")));
    }

    [TestMethod]
    public async Task What_is_there_is_replaced_with_force_only()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        await ToEndAsync(0, "--out", folder.File("a"), "--id", "a", "--broker", "b");
        string errors = await ToEndAsync(1, "--out", folder.File("a"), "--id", "a", "--broker", "c");
        StringAssert.Contains(errors, "has the settings of a device already: --force");
        Assert.AreEqual("b", Json(folder, "a/sensornet.json").GetProperty("brokerHost").GetString());
        await ToEndAsync(0, "--out", folder.File("a"), "--id", "a", "--broker", "c", "--force");
        Assert.AreEqual("c", Json(folder, "a/sensornet.json").GetProperty("brokerHost").GetString());
    }

    [TestMethod]
    public async Task A_certificate_that_does_not_go_with_its_key_is_refused()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        await MakeCertificatesAsync(folder, "kitchen", "attic");
        string errors = await ToEndAsync(
            1,
            "--out", folder.File("a"), "--id", "a", "--broker", "b", "--tls",
            "--cert", folder.File("certs/kitchen.pem"), "--key", folder.File("certs/attic-key.pem"));
        StringAssert.Contains(errors, "cannot be used: the key is of another kind than the certificate's, or not the one that belongs to it");
        errors = await ToEndAsync(1, "--out", folder.File("a"), "--id", "a", "--broker", "b", "--tls", "--ca", folder.File("certs/kitchen-key.pem"));
        StringAssert.Contains(errors, "has no certificate");
        string many = folder.Write("many.pem", string.Concat(Enumerable.Repeat(await File.ReadAllTextAsync(folder.File("certs/ca.pem")), 20)));
        errors = await ToEndAsync(1, "--out", folder.File("a"), "--id", "a", "--broker", "b", "--tls", "--ca", many, "--certificates", "flash");
        StringAssert.Contains(errors, "a certificate has more than the 8192 bytes that the firmware reads from its flash");
        Assert.IsFalse(Directory.Exists(folder.File("a")));
    }

    [TestMethod]
    public async Task Certificates_that_a_device_has_no_more_are_removed_and_those_of_the_user_stay()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        await MakeCertificatesAsync(folder, "a");
        string[] device = ["--id", "a", "--broker", "b", "--out", folder.File("a"), "--force"];
        string[] tls = ["--tls", "--ca", folder.File("certs/ca.pem")];
        string[] own = ["--cert", folder.File("certs/a.pem"), "--key", folder.File("certs/a-key.pem")];
        await ToEndAsync(0, [.. device, .. tls, .. own, "--certificates", "flash"]);
        await ToEndAsync(0, [.. device, .. tls, "--certificates", "flash"]);
        Assert.AreEqual("ca.pem", PemFilesIn(folder.File("a")));
        await ToEndAsync(0, [.. device, .. tls, .. own, "--certificates", "flash"]);
        Assert.AreEqual("ca.pem cert.pem key.pem", PemFilesIn(folder.File("a")));
        await ToEndAsync(0, [.. device, .. tls, .. own]);
        Assert.AreEqual("", PemFilesIn(folder.File("a")));
        Assert.AreEqual("a-board.pem a-key.pem a.pem ca-board.pem ca-key.pem ca.pem server-key.pem server.pem", PemFilesIn(folder.File("certs")));

        // Files that no call wrote, and such that a call reads, are the user's.
        await File.WriteAllTextAsync(folder.File("a/key.pem"), "mine");
        await ToEndAsync(0, device);
        Assert.AreEqual("key.pem", PemFilesIn(folder.File("a")));
        await ToEndAsync(0, [.. device, .. tls, .. own, "--certificates", "flash"]);
        string[] from = ["--tls", "--ca", folder.File("a/ca.pem"), "--cert", folder.File("a/cert.pem"), "--key", folder.File("a/key.pem")];
        await ToEndAsync(0, [.. device, .. from]);
        Assert.AreEqual("ca.pem cert.pem key.pem", PemFilesIn(folder.File("a")));
        await File.WriteAllTextAsync(folder.File("a/files.json"), "{\"Files\":[{\"SourceFilePath\":7}]}");
        await ToEndAsync(0, device);
        Assert.AreEqual("ca.pem cert.pem key.pem", PemFilesIn(folder.File("a")));
    }

    [TestMethod]
    public async Task The_other_certificates_of_its_file_go_onto_the_board_behind_the_devices_own()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using TestChain chain = new TestChain();
        (string leaf, string whole, string key) = chain.Client("a");
        string[] common = ["--id", "a", "--broker", "b", "--tls", "--key", key];
        await ToEndAsync(0, [.. common, "--out", folder.File("flash"), "--cert", whole, "--certificates", "flash"]);
        Assert.AreEqual(await File.ReadAllTextAsync(whole) + "\0", await File.ReadAllTextAsync(folder.File("flash/cert.pem")));
        await ToEndAsync(0, [.. common, "--out", folder.File("board"), "--cert", whole]);
        Assert.AreEqual(
            await File.ReadAllTextAsync(whole) + await File.ReadAllTextAsync(key) + "\0",
            Text(Json(folder, "board/network.json"), "DeviceCertificates"));
        string many = folder.Write(
            "many.pem",
            await File.ReadAllTextAsync(leaf) + string.Concat(Enumerable.Repeat(await File.ReadAllTextAsync(chain.Intermediate), 20)));
        string errors = await ToEndAsync(1, [.. common, "--out", folder.File("many"), "--cert", many, "--certificates", "flash"]);
        StringAssert.Contains(errors, "a certificate has more than the 8192 bytes that the firmware reads from its flash");
    }

    [TestMethod]
    public async Task With_the_CA_below_the_root_of_its_certificate_a_device_is_tried()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using TestChain chain = new TestChain();
        (_, string whole, string key) = chain.Server();
        (string own, string ownChain, string ownKey) = chain.Client("a");
        int port = FreePort();

        // A second listener, on all addresses, whose options come after it: one on loopback alone fails.
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(
            null, null, "allow_anonymous true", $"listener {port}", $"cafile {chain.Root}", $"certfile {whole}", $"keyfile {key}",
            "require_certificate true");
        string[] common =
            ["--id", "a", "--broker", $"127.0.0.1:{port}", "--tls", "--ca", chain.Root, "--key", ownKey, "--try-broker", "--out", folder.File("a")];
        await ToEndAsync(1, [.. common, "--cert", own]);
        await ToEndAsync(0, [.. common, "--cert", ownChain]);
    }

    [TestMethod]
    public async Task The_broker_is_tried_first_and_nothing_is_written_when_it_would_not_serve()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        int port = FreePort();
        using MosquittoBroker broker = await MosquittoBroker.StartAsync("node", "secret", $"listener {port}");
        string right = folder.Write("right", "secret");
        string wrong = folder.Write("wrong", "other");
        string[] common = ["--out", folder.File("a"), "--id", "a", "--broker", $"127.0.0.1:{port}", "--user", "node", "--try-broker"];
        string errors = await ToEndAsync(1, [.. common, "--password-file", wrong]);
        StringAssert.Contains(errors, "the broker would not serve 'a': nothing is written");
        Assert.IsFalse(Directory.Exists(folder.File("a")));
        await ToEndAsync(0, [.. common, "--password-file", right]);
        Assert.IsTrue(File.Exists(folder.File("a/sensornet.json")));
    }

    [TestMethod]
    public async Task The_broker_is_tried_with_the_defaults_of_its_profile()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string key = folder.Write("key", "aio_key");
        int port = FreePort();

        // Nobody listens there: what is tried says how. The profile alone asks for TLS, and has feeds for topics.
        (int exitCode, string output, _) = await CliRun.ToEndAsync(
            "provision", "--out", folder.File("a"), "--id", "a", "--broker", $"127.0.0.1:{port}", "--user", "anna", "--password-file", key,
            "--set", "profile=adafruit", "--try-broker");
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(output, "broker.tcp");
        using MosquittoBroker broker = await MosquittoBroker.StartAsync("anna", "aio_key", $"listener {port}");
        (exitCode, output, _) = await CliRun.ToEndAsync(
            "provision", "--out", folder.File("a"), "--id", "a", "--broker", $"127.0.0.1:{port}", "--user", "anna", "--password-file", key,
            "--set", "profile=adafruit", "--try-broker");
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(output, "broker.tls");
        Assert.IsFalse(output.Contains("broker.mqtt", StringComparison.Ordinal), output);
    }

    [TestMethod]
    public async Task A_constrained_node_has_no_broker_to_try()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string errors = await ToEndAsync(1, "--out", folder.File("a"), "--id", "a", "--kind", "constrained", "--try-broker");
        StringAssert.Contains(errors, "--try-broker needs a broker: a constrained node speaks with a gateway alone");
    }

    [TestMethod]
    public async Task A_fleet_of_several_kinds_takes_of_the_options_what_each_kind_has()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        await MakeCertificatesAsync(folder, "kitchen");
        string csv = folder.Write(
            "fleet.csv",
            "deviceId,kind,intervalMs,cert,key\n"
            + "kitchen,,10000,certs/kitchen.pem,certs/kitchen-key.pem\n"
            + "garden,constrained,60000,,\n");
        await ToEndAsync(
            0, "--csv", csv, "--out", folder.File("fleet"), "--broker", "10.0.0.1", "--tls", "--ca", folder.File("certs/ca.pem"),
            "--certificates", "flash");
        Assert.AreEqual(
            """{"deviceId":"kitchen","intervalMs":10000,"brokerHost":"10.0.0.1","tls":true,"caFile":"I:\\ca.pem"""
            + "\"" + ""","certFile":"I:\\cert.pem","keyFile":"I:\\key.pem"}""",
            JsonSerializer.Serialize(Json(folder, "fleet/kitchen/sensornet.json")));
        Assert.AreEqual("""{"deviceId":"garden","intervalMs":60000}""", JsonSerializer.Serialize(Json(folder, "fleet/garden/sensornet.json")));
        Assert.IsFalse(File.Exists(folder.File("fleet/garden/ca.pem")));
    }

    [TestMethod]
    public async Task A_fleet_refuses_options_that_none_of_its_kinds_has_and_certificates_of_a_constrained_node()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string csv = folder.Write("fleet.csv", "deviceId,kind,cert\ngarden,constrained,x.pem\n");
        string errors = await ToEndAsync(1, "--csv", csv, "--out", folder.File("fleet"), "--broker", "10.0.0.1");
        StringAssert.Contains(errors, "fleet.csv, line 2, column cert: a constrained node has no TLS, and no use for certificates");
        StringAssert.Contains(errors, "fleet.csv, line 2, column brokerHost: brokerHost: there is no such setting");
    }

    [TestMethod]
    public async Task A_fleet_is_a_folder_for_each_line_of_a_csv()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        await MakeCertificatesAsync(folder, "kitchen");
        string csv = folder.Write(
            "fleet.csv",
            "deviceId,kind,intervalMs,brokerHost,wifiSsid,wifiPassword,cert,key\n"
            + "kitchen,,30000,10.0.0.1,home,\"pass,word\",certs/kitchen.pem,certs/kitchen-key.pem\n"
            + "garden,constrained,60000,,home,password,,\n"
            + "gw,gateway,,10.0.0.2,home,password,,\n");
        await ToEndAsync(0, "--csv", csv, "--out", folder.File("fleet"));
        Assert.AreEqual(30000, Json(folder, "fleet/kitchen/sensornet.json").GetProperty("intervalMs").GetInt32());
        Assert.AreEqual("pass,word", Json(folder, "fleet/kitchen/network.json").GetProperty("WirelessClient").GetProperty("Password").GetString());
        StringAssert.Contains(Text(Json(folder, "fleet/kitchen/network.json"), "DeviceCertificates"), "-----BEGIN PRIVATE KEY-----");
        Assert.AreEqual("""{"deviceId":"garden","intervalMs":60000}""", JsonSerializer.Serialize(Json(folder, "fleet/garden/sensornet.json")));
        Assert.AreEqual("""{"deviceId":"gw","brokerHost":"10.0.0.2"}""", JsonSerializer.Serialize(Json(folder, "fleet/gw/sensornet.json")));
    }

    [TestMethod]
    [DataRow("board")]
    [DataRow("flash")]
    public async Task What_a_fleet_has_in_common_is_for_the_kinds_that_have_it(string certificates)
    {
        using TemporaryFolder folder = new TemporaryFolder();
        await MakeCertificatesAsync(folder, "kitchen");
        string csv = folder.Write(
            "fleet.csv",
            "deviceId,kind,intervalMs,cert,key\nkitchen,,10000,certs/kitchen.pem,certs/kitchen-key.pem\ngarden,constrained,60000,,\n");
        string[] common = ["--csv", csv, "--broker", "b", "--tls", "--ca", folder.File("certs/ca.pem"), "--certificates", certificates];
        await ToEndAsync(0, [.. common, "--out", folder.File("fleet")]);
        Assert.AreEqual("b", Json(folder, "fleet/kitchen/sensornet.json").GetProperty("brokerHost").GetString());
        Assert.AreEqual("""{"deviceId":"garden","intervalMs":60000}""", JsonSerializer.Serialize(Json(folder, "fleet/garden/sensornet.json")));
        Assert.IsFalse(File.Exists(folder.File("fleet/garden/network.json")), "it needs no authority");

        string none = await ToEndAsync(1, [.. common, "--set", "colour=red", "--out", folder.File("other")]);
        StringAssert.Contains(none, "fleet.csv, line 3, column colour: colour: there is no such setting", StringComparison.Ordinal);
        csv = folder.Write("constrained.csv", "deviceId,kind\ngarden,constrained\n");
        string constrained = await ToEndAsync(1, "--csv", csv, "--broker", "b", "--out", folder.File("constrained"));
        StringAssert.Contains(constrained, "brokerHost: there is no such setting", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_fleet_with_wrong_lines_names_each_by_line_and_column_and_nothing_is_written()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string csv = folder.Write(
            "fleet.csv",
            "deviceId,kind,intervalMs,cert\n"
            + "a,,5,\n"
            + "b,robot,10000,\n"
            + "a,,10000,\n"
            + "c,,10000\n"
            + "d,,10000,nowhere.pem\n"
            + ",,10000,\n"
            + "ok,,10000,\n");
        string errors = await ToEndAsync(1, "--csv", csv, "--out", folder.File("fleet"), "--broker", "b");
        string[] lines = errors.TrimEnd('\n').Split('\n');
        string[] expected =
        [
            "fleet.csv, line 5: there are 3 values, and 4 columns",
            "fleet.csv, line 2, column intervalMs: intervalMs: 5 is not allowed; allowed is a whole number from 1000 to 86400000",
            "fleet.csv, line 3, column kind: 'robot' is no kind of node: there are sensor, constrained, gateway",
            "fleet.csv, line 4, column deviceId: 'a' is on line 2 already",
            "fleet.csv, line 6: certificate and key of a device come together: give both, or neither",
            "fleet.csv, line 7: deviceId: it is missing and this board gives no MAC address to take its place; allowed is a string of 1 to 64 bytes",
            "sensornet provision: there are 6 problems: nothing is written",
        ];
        CollectionAssert.AreEqual(expected, lines, errors);
        Assert.IsFalse(Directory.Exists(folder.File("fleet")));
    }

    [TestMethod]
    [DataRow("id\na\n", "there is no column deviceId")]
    [DataRow("", "there is no column deviceId")]
    [DataRow("deviceId,deviceId\na,b\n", "the column 'deviceId' is there twice")]
    [DataRow("deviceId\n", "has no device")]
    [DataRow("deviceId,root\na,b\"c\n", "fleet.csv, line 2: a value has a quotation mark and is not in quotation marks")]
    [DataRow("deviceId,colour\na,red\n", "fleet.csv, line 2, column colour: colour: there is no such setting")]
    public async Task A_fleet_that_is_none_is_refused(string text, string expected)
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string errors = await ToEndAsync(1, "--csv", folder.Write("fleet.csv", text), "--out", folder.File("fleet"), "--broker", "b");
        StringAssert.Contains(errors, expected);
    }

    [TestMethod]
    [DataRow(
        "deviceId,root\n\na,\n\n  \n,x\n\nb,\"c\nd\",\n\ne,b\"c\n\n\n",
        "line 6: deviceId: it is missing", "line 8: there are 3", "line 11: a value has")]
    [DataRow("deviceId\r\n\r\na\r\n\r\na\r\n", "line 5, column deviceId: 'a' is on line 3 already")]
    [DataRow("\n\ndeviceId,deviceId\n", "line 3: the column 'deviceId' is there twice")]
    [DataRow("\nid\n", "line 2: there is no column deviceId")]
    public async Task Blank_lines_of_a_fleet_are_left_out_and_counted(string text, params string[] expected)
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string errors = await ToEndAsync(1, "--csv", folder.Write("fleet.csv", text), "--out", folder.File("fleet"), "--broker", "b");
        foreach (string each in expected)
        {
            StringAssert.Contains(errors, $"fleet.csv, {each}");
        }
    }

    [TestMethod]
    public async Task A_file_that_is_not_utf8_is_refused_with_its_line()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string csv = folder.File("fleet.csv");
        await File.WriteAllBytesAsync(csv, Encoding.Latin1.GetBytes("deviceId,wifiSsid,wifiPassword\na,home,password\nb,home,pässword\n"));
        string errors = await ToEndAsync(1, "--csv", csv, "--out", folder.File("fleet"), "--broker", "b");
        StringAssert.Contains(errors, "fleet.csv' is not UTF-8: line 3 has a byte 0xe4");
        await File.WriteAllTextAsync(csv, "deviceId\na\n", Encoding.Unicode);
        errors = await ToEndAsync(1, "--csv", csv, "--out", folder.File("fleet"), "--broker", "b");
        StringAssert.Contains(errors, "fleet.csv' is not UTF-8: line 1 has a byte 0xff");
        Assert.IsFalse(Directory.Exists(folder.File("fleet")));

        string secret = folder.File("secret");
        await File.WriteAllBytesAsync(secret, Encoding.Latin1.GetBytes("pässword\n"));
        string[] common = ["--id", "a", "--out", folder.File("a"), "--broker", "b"];
        errors = await ToEndAsync(1, [.. common, "--user", "u", "--password-file", secret]);
        StringAssert.Contains(errors, "secret' is not UTF-8: line 1 has a byte 0xe4");
        errors = await ToEndAsync(1, [.. common, "--wifi", "home", "--wifi-password-file", secret]);
        StringAssert.Contains(errors, "secret' is not UTF-8: line 1 has a byte 0xe4");
        await File.WriteAllBytesAsync(secret, Encoding.Latin1.GetBytes($"attic:{new string('a', 32)}\nküche:{new string('b', 32)}\n"));
        errors = await ToEndAsync(1, [.. common, "--kind", "gateway", "--protection-key-file", secret]);
        StringAssert.Contains(errors, "secret' is not UTF-8: line 2 has a byte 0xfc");
        Assert.IsFalse(Directory.Exists(folder.File("a")));
    }

    [TestMethod]
    public async Task Text_beyond_ascii_and_a_byte_order_mark_are_fine()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string csv = folder.File("fleet.csv");
        UTF8Encoding withMark = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        await File.WriteAllTextAsync(csv, "deviceId,wifiSsid,wifiPassword\na,home,pässword\n", withMark);
        string secret = folder.File("secret");
        await File.WriteAllTextAsync(secret, "gehëim\r\nno matter\n", withMark);
        await ToEndAsync(0, "--csv", csv, "--out", folder.File("fleet"), "--broker", "b", "--user", "u", "--password-file", secret);
        Assert.AreEqual("gehëim", Json(folder, "fleet/a/sensornet.json").GetProperty("brokerPassword").GetString());
        Assert.AreEqual("pässword", Json(folder, "fleet/a/network.json").GetProperty("WirelessClient").GetProperty("Password").GetString());
    }

    private static string PemFilesIn(string folder) =>
        string.Join(' ', Directory.EnumerateFiles(folder, "*.pem").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private static string Text(JsonElement json, string property) => Encoding.ASCII.GetString(json.GetProperty(property).GetBytesFromBase64());

    private static JsonElement Json(TemporaryFolder folder, string file) => JsonDocument.Parse(File.ReadAllBytes(folder.File(file))).RootElement;

    private static async Task MakeCertificatesAsync(TemporaryFolder folder, params string[] ids)
    {
        (int exitCode, _, string errors) = await CliRun.ToEndAsync(
            ["certs", "--out", folder.File("certs"), "--host", "127.0.0.1", .. ids.SelectMany(id => new[] { "--client", id })]);
        Assert.AreEqual(0, exitCode, errors);
    }

    private static async Task<string> ToEndAsync(int expected, params string[] args)
    {
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync(["provision", .. args]);
        Assert.AreEqual(expected, exitCode, output + errors);
        return errors;
    }

    private static int FreePort()
    {
        using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
