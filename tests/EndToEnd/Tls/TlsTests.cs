using System.Text.Json;

namespace SensorNet.EndToEnd.Tests.Tls;

/// <summary>A sensor node and Mosquitto with TLS: what works, and what is said of everything that does not.</summary>
[TestClass]
[DoNotParallelize]
public sealed class TlsTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "sensornet.dll");

    [TestMethod]
    public async Task Node_with_its_certificates_on_the_flash_is_known_by_the_name_in_its_own()
    {
        using TestAuthority authority = new();
        using TlsListener listener = new(authority.Server("127.0.0.1"), authority.Pem);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: listener.Configuration);
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        TlsBoard board = TlsBoard.With(authority.Pem, authority.Client("greenhouse"));
        using TlsNode node = new(board.Settings(listener.Port), board);

        await Wait.UntilAsync(() => subscriber.On("devices/node-1/readings").Count >= 2, "readings", details: () => node.Output + broker.Output);
        Assert.IsTrue(broker.Says("u'greenhouse'"), broker.Output);
        await Wait.UntilAsync(() => subscriber.On("devices/node-1/diagnostics").Count > 0, "diagnostics", details: () => node.Output);
        JsonElement diagnostics = subscriber.On("devices/node-1/diagnostics")[0].Json;
        long before = diagnostics.GetProperty("tlsFreeBefore").GetInt64();
        long after = diagnostics.GetProperty("tlsFreeAfter").GetInt64();
        Assert.IsTrue(before - after >= 2 * 16_717, $"{before} before, {after} after");
        Assert.AreEqual(0, diagnostics.GetProperty("tlsMemoryErrors").GetInt64());
    }

    [TestMethod]
    [DataRow("ecdsa")]
    [DataRow("rsa")]
    public async Task What_sensornet_certs_makes_is_enough_for_a_broker_and_a_node(string keys)
    {
        string folder = Directory.CreateTempSubdirectory("sensornet-certs-").FullName;
        try
        {
            using ChildProcess certs = new ChildProcess(
                "dotnet", "exec", Program, "certs", "--out", folder, "--host", "127.0.0.1", "--client", "attic", "--keys", keys);
            await certs.WaitForExitAsync();
            Assert.AreEqual(0, certs.ExitCode, certs.Output);
            string Read(string name) => File.ReadAllText(Path.Combine(folder, name));
            using TlsListener listener = new(new TestCertificate(Read("server.pem"), Read("server-key.pem")), Read("ca.pem"));
            using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: listener.Configuration);
            using Subscriber subscriber = await Subscriber.StartAsync(broker);
            TlsBoard board = TlsBoard.With(Read("ca-board.pem"), new TestCertificate(Read("attic.pem"), Read("attic-key.pem")));
            using TlsNode node = new(board.Settings(listener.Port), board);

            await subscriber.WaitForAsync("devices/node-1/status", "online", details: () => node.Output + broker.Output);
            Assert.IsTrue(broker.Says("u'attic'"), broker.Output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public async Task Node_with_its_certificates_in_the_store_connects()
    {
        using TestAuthority authority = new();
        using TlsListener listener = new(authority.Server("localhost"), authority.Pem);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: listener.Configuration);
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        TlsBoard board = new() { StoredCa = authority.Pem, StoredCertificate = authority.Client("stored").Both };
        Dictionary<string, object> settings = board.Settings(listener.Port);
        settings["brokerHost"] = "localhost";
        using TlsNode node = new(settings, board);

        await subscriber.WaitForAsync("devices/node-1/status", "online", details: () => node.Output + broker.Output);
        Assert.IsTrue(broker.Says("u'stored'"), broker.Output);
    }

    [TestMethod]
    public async Task Gateway_connects_with_TLS()
    {
        using TestAuthority authority = new();
        using TlsListener listener = new(authority.Server("127.0.0.1"), authority.Pem);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: listener.Configuration);
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        TlsBoard board = TlsBoard.With(authority.Pem, authority.Client("gateway"));
        Dictionary<string, object> settings = board.Settings(listener.Port);
        settings["udpPort"] = FreePorts.Next();
        using TlsNode gateway = new(settings, board, GatewayNode.Program.Main);

        await subscriber.WaitForAsync("gateways/node-1/status", "online", details: () => gateway.Output + broker.Output);
        Assert.IsTrue(broker.Says("u'gateway'"), broker.Output);
    }

    [TestMethod]
    [DataRow("wrong CA", "the broker's certificate is by \"O=SensorNet, CN=Other CA\", caFile is of \"O=SensorNet, CN=Test CA\"")]
    [DataRow("wrong stored CA", "the broker's certificate is refused: is its CA, \"O=SensorNet, CN=Other CA\", stored on the board?")]
    [DataRow("another CA of that name", "the broker's certificate is refused: another CA of the same name, a weak key, or not meant for a server?")]
    [DataRow("expired", "the broker's certificate expired on 20")]
    [DataRow("not yet valid", "the broker's certificate is valid from 20")]
    [DataRow("wrong host", "the broker's certificate is for elsewhere.example, not for 127.0.0.1")]
    public async Task Broker_that_cannot_be_trusted_is_not_and_the_reason_is_said(string what, string expected)
    {
        using TestAuthority authority = new();
        using TestAuthority other = new(what == "another CA of that name" ? "Test CA" : "Other CA");
        TestCertificate certificate = what switch
        {
            "expired" => authority.Server("127.0.0.1", TimeSpan.FromDays(-2), TimeSpan.FromDays(-1)),
            "not yet valid" => authority.Server("127.0.0.1", TimeSpan.FromDays(1)),
            "wrong host" => authority.Server("elsewhere.example"),
            _ => other.Server("127.0.0.1"),
        };
        using TlsListener listener = new(certificate, authority.Pem);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: listener.Configuration);
        TlsBoard board = what == "wrong stored CA"
            ? new TlsBoard { StoredCa = authority.Pem }
            : TlsBoard.With(authority.Pem, authority.Client("node-1"));
        using TlsNode node = new(board.Settings(listener.Port), board);

        await node.WaitForAsync($"cannot connect to 127.0.0.1:{listener.Port}: {expected}", () => broker.Output);
        await node.WaitForAsync("next attempt in 60.0 s");
    }

    [TestMethod]
    [DataRow("missing", "the broker asks for a client certificate: the board has none stored, or the broker refuses it; certFile is not set")]
    [DataRow("revoked", "the broker refuses this node's certificate: revoked, not known to it, or keyFile is not its key")]
    [DataRow("foreign", "the broker refuses this node's certificate, by \"O=SensorNet, CN=Other CA\": is that CA trusted there?")]
    [DataRow("expired", "the broker refuses this node's certificate: it expired on 20")]
    [DataRow("not yet valid", "the broker refuses this node's certificate: it is valid from 20")]
    [DataRow("another key", "the broker refuses this node's certificate: revoked, not known to it, or keyFile is not its key")]
    public async Task Node_that_the_broker_does_not_trust_says_why_that_may_be(string what, string expected)
    {
        using TestAuthority authority = new();
        using TestAuthority other = new("Other CA");
        TestCertificate own = what switch
        {
            "foreign" => other.Client("node-1"),
            "expired" => authority.Client("node-1", TimeSpan.FromDays(-2), TimeSpan.FromDays(-1)),
            "not yet valid" => authority.Client("node-1", TimeSpan.FromDays(1)),
            _ => authority.Client("node-1"),
        };
        if (what == "another key")
        {
            own = own with { KeyPem = authority.Client("another").KeyPem };
        }

        using TlsListener listener = new(authority.Server("127.0.0.1"), authority.Pem, what == "revoked" ? authority.Revoke(own) : null);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: listener.Configuration);
        TlsBoard board = TlsBoard.With(authority.Pem, what == "missing" ? null : own);
        using TlsNode node = new(board.Settings(listener.Port), board);

        await node.WaitForAsync($"cannot connect to 127.0.0.1:{listener.Port}: {expected}", () => broker.Output);
        await node.WaitForAsync("next attempt in 60.0 s");
    }

    [TestMethod]
    public async Task Port_without_TLS_is_found_out_before_the_handshake()
    {
        using TestAuthority authority = new();
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        TlsBoard board = TlsBoard.With(authority.Pem, null);
        using TlsNode node = new(board.Settings(broker.Port), board);

        await node.WaitForAsync(
            $"cannot connect to 127.0.0.1:{broker.Port}: the port does not speak TLS: closed without an answer", () => broker.Output);
    }

    [TestMethod]
    public async Task Port_with_TLS_that_is_spoken_to_plainly_is_found_out()
    {
        using TestAuthority authority = new();
        using TlsListener listener = new(authority.Server("127.0.0.1"), authority.Pem);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: listener.Configuration);
        using TlsNode node = new(new Dictionary<string, object> { ["brokerPort"] = listener.Port }, new TlsBoard());

        await node.WaitForAsync($"cannot connect to 127.0.0.1:{listener.Port}: the port speaks TLS: set tls to true", () => broker.Output);
    }

    [TestMethod]
    [DataRow("ca.pem", null, @"caFile: I:\ca.pem is not there")]
    [DataRow("ca.pem", "no certificate", @"caFile: I:\ca.pem is no certificate in PEM or DER")]
    [DataRow("node.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", @"certFile: I:\node.pem is no certificate in PEM or DER")]
    [DataRow("node-key.pem", "no key", @"keyFile: I:\node-key.pem is no private key in PEM or DER without a password")]
    [DataRow("node-key.pem", "long", @"keyFile: I:\node-key.pem has 9000 bytes, and at most 8192 are allowed")]
    public async Task File_that_cannot_be_used_is_named(string file, string? content, string expected)
    {
        using TestAuthority authority = new();
        TlsBoard board = TlsBoard.With(authority.Pem, authority.Client("node-1"));
        Dictionary<string, object> settings = board.Settings(8883);
        if (content is null)
        {
            board.Files.Remove(file);
        }
        else
        {
            board.Files[file] = content == "long" ? new string('x', 9000) : content;
        }

        using TlsNode node = new(settings, board);
        await node.WaitForAsync("cannot connect to 127.0.0.1:8883: " + expected);
    }

    [TestMethod]
    public async Task Node_without_the_time_waits_for_it_and_tells_afterwards()
    {
        using TestAuthority authority = new();
        using TlsListener listener = new(authority.Server("127.0.0.1"), authority.Pem);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: listener.Configuration);
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        TlsBoard board = TlsBoard.With(authority.Pem, authority.Client("node-1")) with { KnowsTime = false };
        using TlsNode node = new(board.Settings(listener.Port), board);

        await node.WaitForAsync("the time is not known yet, and TLS checks dates: SNTP has not answered; next attempt in ");
        node.Board.Clock.SntpBlocked = false;
        await Wait.UntilAsync(() => subscriber.On("devices/node-1/diagnostics").Count > 0, "diagnostics", details: () => node.Output);
        StringAssert.Contains(
            subscriber.On("devices/node-1/diagnostics")[0].Json.GetProperty("lastError").GetString(), "the time is not known yet");
    }

    [TestMethod]
    public async Task Node_without_the_memory_says_how_much_there_is_and_restarts_at_last()
    {
        using TestAuthority authority = new();
        using TlsListener listener = new(authority.Server("127.0.0.1"), authority.Pem);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: listener.Configuration);
        TlsBoard board = TlsBoard.With(authority.Pem, authority.Client("node-1")) with { FreeMemoryBytes = 44_000 };
        using TlsNode node = new(board.Settings(listener.Port), board);

        await node.WaitForAsync("not enough memory for TLS: ");
        await Wait.UntilAsync(() => node.Boots > 1, "a restart", TimeSpan.FromSeconds(90), () => node.Output);
        Assert.IsTrue(node.Says("TLS has not had the memory that it needs, attempt after attempt: restarting the board"), node.Output);
    }

    [TestMethod]
    public async Task Broker_that_is_frozen_does_not_freeze_the_node()
    {
        using TestAuthority authority = new();
        using TlsListener listener = new(authority.Server("127.0.0.1"), authority.Pem);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: listener.Configuration);
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        TlsBoard board = TlsBoard.With(authority.Pem, authority.Client("node-1"));
        broker.Freeze();
        using TlsNode node = new(board.Settings(listener.Port), board);

        await node.WaitForAsync("no answer to TLS within 10 s");
        broker.Thaw();
        await Wait.UntilAsync(() => subscriber.On("devices/node-1/readings").Count >= 10, "readings of the time before", details: () => node.Output);
        Assert.AreEqual(0, subscriber.On("devices/node-1/readings")[0].Seq);
    }
}
