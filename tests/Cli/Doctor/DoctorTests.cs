using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using SensorNet.Cli.Certificates;
using SensorNet.Cli.Files;
using SensorNet.Cli.Tests.Sn.Support;
using SensorNet.EndToEnd.Tests;

namespace SensorNet.Cli.Tests.Doctor;

/// <summary>Each fault that a node can meet, before a real Mosquitto.</summary>
[TestClass]
public sealed class DoctorTests
{
    [TestMethod]
    public async Task A_broker_on_all_addresses_with_an_account_passes_and_nothing_is_left_behind()
    {
        int port = FreePort();
        using MosquittoBroker broker = await MosquittoBroker.StartAsync("node", "secret", $"listener {port}");
        await using ScriptedNtp ntp = ScriptedNtp.Start();
        await using RealGateway gateway = RealGateway.Start();
        Checks checks = await RunAsync(
            0, "--broker", $"127.0.0.1:{port}", "--user", "node", "--password", "secret", "--ntp", ntp.Address, "--gateway", gateway.Address);
        Assert.AreEqual(
            "broker.tcp broker.listener broker.mqtt acl.status acl.info acl.readings acl.diagnostics "
                + "acl.responses acl.commands acl.will gateway.search gateway.connect ntp",
            checks.Names);
        checks.HasOnly("ok");
        checks.Says("broker.listener", "ok", "all addresses");
        using ChildProcess left = new ChildProcess(
            Programs.Find("mosquitto_sub"), "-h", "127.0.0.1", "-p", $"{port}", "-u", "node", "-P", "secret", "-t", "#", "-v", "-W", "1");
        await left.WaitForExitAsync();
        Assert.IsFalse(left.Says("devices/"), left.Output);
    }

    [TestMethod]
    public async Task A_broker_that_is_not_running_is_told()
    {
        Checks checks = await RunAsync(1, "--broker", $"127.0.0.1:{FreePort()}", "--ntp", "none");
        checks.Says("broker.tcp", "failed", "nobody listens at 127.0.0.1:");
        Assert.AreEqual("broker.tcp", checks.Names);
    }

    [TestMethod]
    public async Task A_broker_that_is_reached_over_IPv6_only_is_told()
    {
        using TcpListener listener = new TcpListener(IPAddress.IPv6Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Checks checks = await RunAsync(1, "--broker", $"[::1]:{port}", "--ntp", "none");
        checks.Says("broker.tcp", "failed", $"[::1]:{port} answers over IPv6 only, and the firmware knows no IPv6");
        Assert.AreEqual("broker.tcp", checks.Names);
    }

    [TestMethod]
    public async Task A_host_without_an_IPv4_address_is_told()
    {
        Checks checks = await RunAsync(1, "--broker", $"[::1]:{FreePort()}", "--ntp", "none", "--gateway", "[::1]:10000");
        checks.Says("broker.tcp", "failed", "'::1' has no IPv4 address, and the firmware knows no IPv6");
        checks.Says("gateway.connect", "failed", "'::1' has no IPv4 address, and the firmware knows no IPv6");
    }

    [TestMethod]
    public async Task A_broker_that_listens_on_loopback_only_is_told()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        Checks checks = await RunAsync(1, "--broker", broker.Address, "--ntp", "none");
        checks.Says("broker.listener", "failed", "listens on 127.0.0.1 only");
        checks.Says("broker.listener", "failed", "a node on another host would be refused");
        checks.Says("acl.will", "ok", "");
    }

    [TestMethod]
    public async Task A_port_of_something_else_is_told()
    {
        await using OtherServer other = OtherServer.Answering("HTTP/1.1 400 Bad Request\r\n\r\n");
        Checks checks = await RunAsync(1, "--broker", $"127.0.0.1:{other.Port}", "--ntp", "none");
        checks.Says("broker.mqtt", "failed", "an HTTP server answers there");
    }

    [TestMethod]
    [DataRow(null, "give --user and a password")]
    [DataRow("wrong", "check user name and password")]
    public async Task A_refused_account_is_told(string? password, string advice)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync("node", "secret");
        string[] account = password is null ? [] : ["--user", "node", "--password", password];
        Checks checks = await RunAsync(1, ["--broker", broker.Address, "--ntp", "none", .. account]);
        checks.Says("broker.mqtt", "failed", advice);
        Assert.DoesNotContain("acl", checks.Names);
    }

    [TestMethod]
    public async Task Topics_that_the_acl_denies_are_told_one_by_one()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string acl = folder.Write("acl", "topic write devices/sensornet-doctor/readings\ntopic write devices/sensornet-doctor/status\n");
        PrivateFile.Write(acl, await File.ReadAllBytesAsync(acl));
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(null, null, $"acl_file {acl}");
        Checks checks = await RunAsync(1, "--broker", broker.Address, "--ntp", "none");
        checks.Says("acl.status", "ok", "");
        checks.Says("acl.readings", "ok", "");
        checks.Says("acl.info", "failed", "the broker does not take messages to devices/sensornet-doctor/info (NotAuthorized)");
        checks.Says("acl.diagnostics", "failed", "NotAuthorized");
    }

    [TestMethod]
    public async Task Topics_of_commands_that_the_acl_denies_are_told()
    {
        const string Rest = "topic write devices/+/status\ntopic write devices/+/info\ntopic write devices/+/diagnostics\n";
        using TemporaryFolder folder = new TemporaryFolder();
        string acl = folder.Write("acl", Rest + "topic write devices/+/commands\n");
        PrivateFile.Write(acl, await File.ReadAllBytesAsync(acl));
        using (MosquittoBroker broker = await MosquittoBroker.StartAsync(null, null, $"acl_file {acl}"))
        {
            Checks checks = await RunAsync(1, "--broker", broker.Address, "--ntp", "none");
            checks.Says("acl.responses", "failed", "the broker does not take messages to devices/sensornet-doctor/responses (NotAuthorized)");
            checks.Says("acl.commands", "failed", "does not deliver them to a node");
        }

        string readOnly = folder.Write(
            "acl2", Rest + "topic write devices/+/readings\ntopic write devices/+/responses\ntopic read devices/+/commands\n");
        PrivateFile.Write(readOnly, await File.ReadAllBytesAsync(readOnly));
        using (MosquittoBroker broker = await MosquittoBroker.StartAsync(null, null, $"acl_file {readOnly}"))
        {
            Checks checks = await RunAsync(1, "--broker", broker.Address, "--ntp", "none");
            checks.Says("acl.responses", "ok", "");
            checks.Says("acl.commands", "skipped", "a node need not write");
        }
    }

    [TestMethod]
    public async Task Where_the_status_cannot_be_read_the_will_is_not_judged()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string acl = folder.Write("acl", "topic write devices/#\ntopic read devices/+/commands\n");
        PrivateFile.Write(acl, await File.ReadAllBytesAsync(acl));
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(null, null, $"acl_file {acl}");
        Checks checks = await RunAsync(1, "--broker", broker.Address, "--ntp", "none", "--timeout", "4s");
        checks.Says("acl.commands", "ok", "");
        checks.Says("acl.will", "skipped", "cannot be read by this user");
    }

    [TestMethod]
    public async Task What_a_node_has_retained_is_left_alone_where_it_cannot_be_read()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string acl = folder.Write("acl", "topic write devices/kitchen/#\ntopic read devices/kitchen/commands\nuser watcher\ntopic read devices/#\n");
        PrivateFile.Write(acl, await File.ReadAllBytesAsync(acl));
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(null, null, $"acl_file {acl}");
        foreach (string topic in new[] { "status", "info" })
        {
            using ChildProcess publish = new ChildProcess(
                Programs.Find("mosquitto_pub"),
                ["-h", "127.0.0.1", "-p", $"{broker.Port}", "-t", $"devices/kitchen/{topic}", "-r", "-q", "1", "-m", "of the node"]);
            await publish.WaitForExitAsync();
        }

        Checks checks = await RunAsync(1, "--broker", broker.Address, "--ntp", "none", "--timeout", "4s", "--id", "kitchen");
        checks.Says("acl.status", "ok", "");
        checks.Says("acl.commands", "ok", "");
        checks.Says("acl.will", "skipped", "nobody sees whether the node is in use");
        using ChildProcess watch = new ChildProcess(
            Programs.Find("mosquitto_sub"),
            ["-h", "127.0.0.1", "-p", $"{broker.Port}", "-u", "watcher", "-t", "devices/kitchen/#", "-v", "-C", "2", "-W", "10"]);
        await watch.WaitForExitAsync();
        StringAssert.Contains(watch.Output, "devices/kitchen/status of the node");
        StringAssert.Contains(watch.Output, "devices/kitchen/info of the node");
    }

    [TestMethod]
    public async Task A_status_that_the_acl_denies_takes_the_will_with_it()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string acl = folder.Write("acl", "topic write devices/+/readings\n");
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(null, null, $"acl_file {acl}");
        Checks checks = await RunAsync(1, "--broker", broker.Address, "--ntp", "none");
        checks.Says("acl.status", "failed", "NotAuthorized");
        checks.Says("acl.will", "skipped", "devices/sensornet-doctor/status");
    }

    [TestMethod]
    public async Task A_broker_that_keeps_no_retained_messages_is_told()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(null, null, "retain_available false");
        Checks checks = await RunAsync(1, "--broker", broker.Address, "--ntp", "none", "--timeout", "2s");
        StringAssert.Contains(checks.Text, "retain", StringComparison.OrdinalIgnoreCase);
    }

    [TestMethod]
    [DataRow(0x01)]
    [DataRow(0x84)]
    public async Task A_broker_of_MQTT_3_1_1_alone_serves_a_node(int refusal)
    {
        // [MQTT-3.1.2-2]; MQTT 5, 3.2.2.2, with the length of properties.
        byte[] answer = refusal == 0x01 ? [0x20, 2, 0, 1] : [0x20, 3, 0, 0x84, 0];
        await using OtherServer broker = OldBroker.Start(answer);
        // It listens on loopback alone, which fails.
        Checks checks = await RunAsync(1, "--broker", $"127.0.0.1:{broker.Port}", "--ntp", "none");
        checks.Says("broker.mqtt", "ok", "");
        Assert.AreEqual("broker.tcp broker.listener broker.mqtt acl", checks.Names);
        checks.Says("acl", "skipped", "the broker does not speak MQTT 5");
    }

    [TestMethod]
    public async Task A_broker_that_refuses_MQTT_5_for_another_reason_is_a_warning()
    {
        await using OtherServer broker = OldBroker.Start([0x20, 3, 0, 0x97, 0]);
        Checks checks = await RunAsync(1, "--broker", $"127.0.0.1:{broker.Port}", "--ntp", "none");
        checks.Says("acl", "warning", "and not with MQTT 5 (QuotaExceeded)");
    }

    [TestMethod]
    public async Task A_refused_second_client_is_told()
    {
        await using OtherServer broker = OldBroker.Start([0x20, 3, 0, 0x97, 0], levelsMax: 1);
        Checks checks = await RunAsync(1, "--broker", $"127.0.0.1:{broker.Port}", "--ntp", "none", "--id", "kitchen");
        checks.Says("acl", "failed", "the broker refuses a further client (QuotaExceeded)");
    }

    [TestMethod]
    public async Task Nats_serves_a_node_and_does_not_speak_MQTT_5()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        int port = FreePorts.Next();
        string config = folder.Write(
            "nats.conf",
            $"server_name: sensornet\nhost: 127.0.0.1\nport: {FreePorts.Next()}\njetstream {{ store_dir: \"{folder.Path}/jetstream\" }}\n"
                + $"mqtt {{ host: 0.0.0.0, port: {port} }}\n");
        using ChildProcess nats = new ChildProcess(Programs.Find("nats-server"), "-c", config);
        await Wait.UntilAsync(() => IsOpen(port), $"nats-server listens on port {port}", details: () => nats.Output);
        Checks checks = await RunAsync(0, "--broker", $"127.0.0.1:{port}", "--ntp", "none");
        checks.Says("broker.mqtt", "ok", "");
        checks.Says("acl", "skipped", "the broker does not speak MQTT 5");
    }

    [TestMethod]
    public async Task Topics_of_a_node_with_a_status_are_not_written_to()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using ChildProcess publish = new ChildProcess(
            Programs.Find("mosquitto_pub"),
            ["-h", "127.0.0.1", "-p", $"{broker.Port}", "-t", "devices/kitchen/status", "-r", "-q", "1", "-m", "online"]);
        await publish.WaitForExitAsync();
        Checks checks = await RunAsync(1, "--broker", broker.Address, "--ntp", "none", "--id", "kitchen");
        checks.Says("acl", "skipped", "the node has a retained status ('online')");
        Assert.IsFalse(broker.Says("devices/kitchen/readings"));
    }

    [TestMethod]
    public async Task Tls_to_a_plain_port_and_plain_to_a_tls_port_are_told()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using MosquittoBroker plain = await MosquittoBroker.StartAsync();
        Checks checks = await RunAsync(1, "--broker", plain.Address, "--tls", "--ntp", "none", "--timeout", "3s");
        checks.Says("broker.tls", "failed", "is " + plain.Port + " the broker's port for TLS");

        using MosquittoBroker tls = await StartTlsAsync(folder, Validity(-1, 30));
        checks = await RunAsync(1, "--broker", tls.Address, "--ntp", "none", "--timeout", "3s");
        checks.Says("broker.mqtt", "failed", "");
    }

    [TestMethod]
    public async Task A_trusted_certificate_passes_and_one_of_a_few_days_is_a_warning()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using MosquittoBroker broker = await StartTlsAsync(folder, Validity(-1, 5));
        Checks checks = await RunAsync(1, "--broker", broker.Address, "--tls", "--ca", folder.File("ca.pem"), "--ntp", "none");
        checks.Says("broker.tls", "ok", "Tls12");
        checks.Says("broker.certificate", "warning", "expires in 5 days");
        checks.Says("acl.will", "ok", "");
    }

    [TestMethod]
    [DataRow(-9, -1, "has expired")]
    [DataRow(1, 9, "does not count yet")]
    public async Task A_certificate_out_of_its_dates_is_told(int fromDays, int untilDays, string problem)
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using MosquittoBroker broker = await StartTlsAsync(folder, Validity(fromDays, untilDays));
        Checks checks = await RunAsync(1, "--broker", broker.Address, "--tls", "--ca", folder.File("ca.pem"), "--ntp", "none");
        checks.Says("broker.certificate", "failed", problem);
        Assert.DoesNotContain("broker.mqtt", checks.Names);
    }

    [TestMethod]
    public async Task A_certificate_of_another_host_or_authority_is_told()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using TemporaryFolder foreign = new TemporaryFolder();
        using MosquittoBroker broker = await StartTlsAsync(folder, Validity(-1, 90), host: "broker.lan");
        Checks checks = await RunAsync(1, "--broker", broker.Address, "--tls", "--ca", folder.File("ca.pem"), "--ntp", "none");
        checks.Says("broker.certificate", "failed", "is not of '127.0.0.1'");
        checks.Says("broker.certificate", "failed", "it names broker.lan");

        using MosquittoBroker right = await StartTlsAsync(foreign, Validity(-1, 90));
        checks = await RunAsync(1, "--broker", right.Address, "--tls", "--ca", folder.File("ca.pem"), "--ntp", "none");
        checks.Says("broker.certificate", "failed", "is not trusted");
    }

    [TestMethod]
    public async Task A_chain_without_the_CA_below_the_root_fails_as_nodes_load_none()
    {
        using TestChain chain = new TestChain();
        byte[] intermediate = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(chain.Intermediate)).RawData;
        await using OtherServer issuers = new OtherServer(async (stream, stop) =>
        {
            _ = await stream.ReadAsync(new byte[1024], stop);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {intermediate.Length}\r\n\r\n"), stop);
            await stream.WriteAsync(intermediate, stop);
        });
        (string leaf, string whole, string key) = chain.Server(issuers: $"http://127.0.0.1:{issuers.Port}/ca.der");
        using MosquittoBroker alone = await MosquittoBroker.StartAsync(null, null, $"certfile {leaf}", $"keyfile {key}");
        Checks checks = await RunAsync(1, "--broker", alone.Address, "--tls", "--ca", chain.Root, "--ntp", "none");
        checks.Says("broker.certificate", "failed", "is not trusted");
        checks.Says("broker.certificate", "failed", "does it send the certificates between its own and the root");

        using MosquittoBroker complete = await MosquittoBroker.StartAsync(null, null, $"certfile {whole}", $"keyfile {key}");
        checks = await RunAsync(1, "--broker", complete.Address, "--tls", "--ca", chain.Root, "--ntp", "none");
        checks.Says("broker.certificate", "ok", "CN=server by CN=chain intermediate");
        checks.Says("acl.will", "ok", "");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_trusted_CA_that_is_no_root_passes(bool isWhole)
    {
        using TestChain chain = new TestChain();
        (string leaf, string whole, string key) = chain.Server();
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(null, null, $"certfile {(isWhole ? whole : leaf)}", $"keyfile {key}");
        string[] common = ["--broker", broker.Address, "--tls", "--ntp", "none", "--ca"];
        Checks checks = await RunAsync(1, [.. common, chain.Intermediate]);
        checks.Says("broker.certificate", "ok", "CN=server by CN=chain intermediate");
        checks.Says("acl.will", "ok", "");
        checks = await RunAsync(1, [.. common, chain.Foreign]);
        checks.Says("broker.certificate", "failed", "is not trusted");
    }

    [TestMethod]
    public async Task A_key_that_is_too_short_for_a_node_is_told()
    {
        using TestChain chain = new TestChain();
        (_, string whole, string key) = chain.Server(rsaBits: 1024);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(
            null, null, "ciphers DEFAULT@SECLEVEL=0", $"certfile {whole}", $"keyfile {key}");
        Checks checks = await RunAsync(1, "--broker", broker.Address, "--tls", "--ca", chain.Root, "--ntp", "none");
        checks.Says("broker.certificate", "failed", "an RSA key of 1024 bits");
    }

    [TestMethod]
    public async Task The_CA_below_the_root_of_the_clients_certificate_is_sent_along()
    {
        using TestChain chain = new TestChain();
        (_, string whole, string key) = chain.Server();
        (string own, string ownChain, string ownKey) = chain.Client("kitchen");
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(
            null, null, $"cafile {chain.Root}", $"certfile {whole}", $"keyfile {key}", "require_certificate true", "use_identity_as_username true");
        string[] common = ["--broker", broker.Address, "--tls", "--ca", chain.Root, "--ntp", "none", "--timeout", "5s", "--key", ownKey];
        Checks checks = await RunAsync(1, [.. common, "--cert", own]);
        checks.Says("broker.tls", "failed", "the broker does not accept the certificate of the client");
        checks = await RunAsync(1, [.. common, "--cert", ownChain]);
        checks.Says("acl.will", "ok", "");
        Assert.IsTrue(broker.Says("u'kitchen'"), broker.Output);
    }

    [TestMethod]
    public async Task A_client_certificate_that_is_missing_or_foreign_is_told_and_a_right_one_passes()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using TemporaryFolder foreign = new TemporaryFolder();
        MakeClient(folder);
        MakeClient(foreign);
        using MosquittoBroker broker = await StartTlsAsync(
            folder, Validity(-1, 90), "127.0.0.1", "require_certificate true", "use_identity_as_username true");
        string[] common = ["--broker", broker.Address, "--tls", "--ca", folder.File("ca.pem"), "--ntp", "none", "--timeout", "5s"];
        Checks checks = await RunAsync(1, common);
        checks.Says("broker.tls", "failed", "the broker wants a certificate of the client");
        checks = await RunAsync(1, [.. common, "--cert", foreign.File("kitchen.pem"), "--key", foreign.File("kitchen-key.pem")]);
        checks.Says("broker.tls", "failed", "the broker does not accept the certificate of the client");
        checks = await RunAsync(1, [.. common, "--cert", folder.File("kitchen.pem"), "--key", folder.File("kitchen-key.pem")]);
        checks.Says("acl.will", "ok", "");
    }

    [TestMethod]
    public async Task A_gateway_that_is_absent_or_refuses_is_told()
    {
        Checks checks = await RunAsync(1, "--broker", $"127.0.0.1:{FreePort()}", "--ntp", "none", "--gateway", $"127.0.0.1:{FreePort()}");
        checks.Says("gateway.connect", "failed", "no gateway listens at 127.0.0.1:");
        await using ScriptedGateway refusing = ScriptedGateway.Start(gateway => gateway.ConnectCode = MqttSn.ReturnCode.Congestion);
        checks = await RunAsync(1, "--broker", $"127.0.0.1:{FreePort()}", "--ntp", "none", "--gateway", refusing.Address);
        checks.Says("gateway.connect", "failed", "the gateway refuses the connection (");
    }

    [TestMethod]
    public async Task A_time_server_that_is_silent_wrong_absent_or_not_synchronised_is_told()
    {
        string broker = $"127.0.0.1:{FreePort()}";
        await using ScriptedNtp silent = ScriptedNtp.Start(isSilent: true);
        (await RunAsync(1, "--broker", broker, "--ntp", silent.Address)).Says("ntp", "failed", "no answer from");
        await using ScriptedNtp wrong = ScriptedNtp.Start(TimeSpan.FromDays(-400));
        (await RunAsync(1, "--broker", broker, "--ntp", wrong.Address)).Says("ntp", "failed", " s ahead of 127.0.0.1:");
        await using ScriptedNtp late = ScriptedNtp.Start(TimeSpan.FromSeconds(10));
        (await RunAsync(1, "--broker", broker, "--ntp", late.Address)).Says("ntp", "warning", " s behind 127.0.0.1:");
        await using ScriptedNtp dead = ScriptedNtp.Start(stratum: 0);
        (await RunAsync(1, "--broker", broker, "--ntp", dead.Address)).Says("ntp", "failed", "kiss-of-death");
        await using ScriptedNtp lost = ScriptedNtp.Start(stratum: 16);
        (await RunAsync(1, "--broker", broker, "--ntp", lost.Address)).Says("ntp", "failed", "not synchronised");
        (await RunAsync(1, "--broker", broker, "--ntp", $"127.0.0.1:{FreePort()}")).Says("ntp", "failed", "no NTP server listens");
    }

    [TestMethod]
    public async Task A_time_server_without_an_IPv4_address_is_told()
    {
        Checks checks = await RunAsync(1, "--broker", $"127.0.0.1:{FreePort()}", "--ntp", "::1");
        checks.Says("ntp", "failed", "'::1' has no IPv4 address, and the firmware knows no IPv6");
    }

    [TestMethod]
    public async Task Without_json_it_is_a_line_for_each_check_and_advice_below()
    {
        (int exitCode, string output, _) = await CliRun.ToEndAsync("doctor", "--broker", $"127.0.0.1:{FreePort()}", "--ntp", "none");
        Assert.AreEqual(1, exitCode);
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.HasCount(2, lines);
        StringAssert.StartsWith(lines[0], "FAILED  broker.tcp         nobody listens at");
        StringAssert.StartsWith(lines[1].TrimStart(), "is the broker running there");
    }

    private static CertificateValidity Validity(int fromDays, int untilDays) =>
        new(DateTimeOffset.UtcNow.AddDays(fromDays), DateTimeOffset.UtcNow.AddDays(untilDays).AddHours(1));

    private static CertificateMaker Authority(CertificateFolder files)
    {
        if (files.FindAuthority() is { } there)
        {
            return there;
        }

        CertificateMaker made = CertificateMaker.Create(KeyKind.Ecdsa, Validity(-20, 100));
        files.WriteAuthority(made.Authority);
        return made;
    }

    private static void MakeClient(TemporaryFolder folder)
    {
        CertificateFolder files = new CertificateFolder(SecretFolder.Open(folder.Path), replaces: false);
        using CertificateMaker maker = Authority(files);
        using X509Certificate2 client = maker.MakeClient("kitchen", KeyKind.Ecdsa, Validity(-1, 90));
        files.WriteClient("kitchen", client);
    }

    private static async Task<MosquittoBroker> StartTlsAsync(
        TemporaryFolder folder, CertificateValidity validity, string host = "127.0.0.1", params string[] more)
    {
        CertificateFolder files = new CertificateFolder(SecretFolder.Open(folder.Path), replaces: false);
        using CertificateMaker maker = Authority(files);
        using X509Certificate2 server = maker.MakeServer([host], KeyKind.Ecdsa, validity);
        files.WriteServer(server);
        return await MosquittoBroker.StartAsync(
            null,
            null,
            [$"cafile {folder.File("ca.pem")}", $"certfile {folder.File("server.pem")}", $"keyfile {folder.File("server-key.pem")}", .. more]);
    }

    private static async Task<Checks> RunAsync(int expected, params string[] args)
    {
        (int exitCode, string output, string errors) = await CliRun.ToEndAsync(["doctor", "--json", .. args]);
        Assert.AreEqual(expected, exitCode, output + errors);
        return new Checks(output);
    }

    private static bool IsOpen(int port)
    {
        try
        {
            using TcpClient probe = new TcpClient();
            probe.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            // Not yet: the caller asks again until its patience ends.
            return false;
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The JSON of a run.</summary>
    private sealed class Checks(string json)
    {
        private readonly JsonElement[] _checks = [.. JsonDocument.Parse(json).RootElement.GetProperty("checks").EnumerateArray()];

        public string Text => json;

        public string Names => string.Join(' ', _checks.Select(each => each.GetProperty("name").GetString()));

        public void HasOnly(string outcome) =>
            Assert.IsTrue(_checks.All(each => each.GetProperty("outcome").GetString() == outcome), json);

        public void Says(string name, string outcome, string part)
        {
            JsonElement check = _checks.Single(each => each.GetProperty("name").GetString() == name);
            Assert.AreEqual(outcome, check.GetProperty("outcome").GetString(), json);
            StringAssert.Contains(check.GetProperty("finding").GetString() + "\n" + check.GetProperty("advice").GetString(), part);
        }
    }
}
