using SensorNet.GatewayService.Tests.Dtls;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>Clients with a DTLS session, against Mosquitto. The service has two shards.</summary>
[TestClass]
public sealed class DtlsTests
{
    private readonly DtlsFiles _files = new("client", "other");

    [TestCleanup]
    public void Clean() => _files.Dispose();

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_client_with_a_key_publishes_and_subscribes(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using GatewayProcess gateway = await StartAsync(broker, mode);
        using DtlsTunnel tunnel = new DtlsTunnel(new DtlsPeer(gateway.SecuredEndPoint, "client"));
        using SnPeer client = SnPeer.Connected(tunnel.EndPoint);
        int topic = client.Register("garden/temperature");

        client.Subscribe("garden/switch", 1);
        client.Publish(topic, "one", 1);
        client.Publish(topic, "two", 2);
        await subscriber.WaitForAsync("garden/temperature", "two", details: () => gateway.Output);
        client.Publish(client.Register("garden/switch"), "on", 0);
        Assert.AreEqual("on", client.ExpectPublish(0));
        client.Disconnect();
        Assert.IsTrue(gateway.Says($" keys in {_files.PskFile}"), gateway.Output);
    }

    [TestMethod]
    public async Task A_client_that_moves_by_its_connection_id_is_answered_whichever_shard_hears_it()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");
        using DtlsTunnel tunnel = new DtlsTunnel(new DtlsPeer(gateway.SecuredEndPoint, "client", connectionId: [5]));
        using SnPeer client = SnPeer.Connected(tunnel.EndPoint);
        int topic = client.Register("garden/temperature");

        // The kernel chooses the shard by the port: of ten ports both get some.
        for (int i = 0; i < 10; i++)
        {
            tunnel.Peer.Socket.Move();
            client.Publish(topic, $"{i}", 1);
        }

        Assert.IsFalse(gateway.Says("DTLS: refused"), gateway.Output);
    }

    [TestMethod]
    public async Task A_session_that_began_at_another_shard_goes_on_over_a_new_one()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");

        // Eight sessions of one client id: the kernel gives them to both shards, and the client's session stays at the first one's.
        for (int i = 0; i < 8; i++)
        {
            using DtlsTunnel tunnel = new DtlsTunnel(new DtlsPeer(gateway.SecuredEndPoint, "client"));
            using SnPeer client = SnPeer.Connected(tunnel.EndPoint, cleanSession: false);
            int topic = client.Register("garden/temperature");
            client.Publish(topic, $"{i}", 1);
        }
    }

    [TestMethod]
    public async Task A_sleeper_with_a_new_session_gets_what_was_kept_for_it()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");
        using (DtlsTunnel tunnel = new DtlsTunnel(new DtlsPeer(gateway.SecuredEndPoint, "client")))
        {
            using SnPeer client = SnPeer.Connected(tunnel.EndPoint);
            client.Subscribe("garden/switch", 1);
            client.Sleep(60);
        }

        using (DtlsTunnel tunnel = new DtlsTunnel(new DtlsPeer(gateway.SecuredEndPoint, "other")))
        {
            using SnPeer other = SnPeer.Connected(tunnel.EndPoint, "other");
            other.Publish(other.Register("garden/switch"), "on", 1);
        }

        using (DtlsTunnel tunnel = new DtlsTunnel(new DtlsPeer(gateway.SecuredEndPoint, "client")))
        {
            using SnPeer client = new SnPeer(tunnel.EndPoint);
            client.SendWakeUp();
            Assert.AreEqual("on", client.TakeUntilPingResp());
        }
    }

    [TestMethod]
    public async Task The_client_id_of_another_identity_is_refused()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");
        using DtlsTunnel tunnel = new DtlsTunnel(new DtlsPeer(gateway.SecuredEndPoint, "other"));
        using SnPeer client = new SnPeer(tunnel.EndPoint);

        client.SendConnect();
        client.Expect(MessageType.ConnAck);

        Assert.AreEqual(ReturnCode.NotSupported, client.Message.ReturnCode);
        await Wait.UntilAsync(() => gateway.Says("datagrams (ForeignClientId)"), "it is logged", details: () => gateway.Output);
    }

    [TestMethod]
    public async Task A_planned_stop_disconnects_clients_and_closes_their_sessions()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");
        using DtlsTunnel tunnel = new DtlsTunnel(new DtlsPeer(gateway.SecuredEndPoint, "client"));
        using SnPeer client = SnPeer.Connected(tunnel.EndPoint);

        gateway.Terminate();

        client.Expect(MessageType.Disconnect);
        Assert.AreEqual(0, await gateway.WaitForExitAsync());
    }

    [TestMethod]
    [DataRow("Dtls:PskFile", "Dtls:PskFile = \"/nowhere\": cannot be read")]
    [DataRow("Dtls:ClientCa", "Dtls:ClientCa = \"/nowhere\": cannot be read")]
    [DataRow("Dtls:Certificate", "Dtls:Certificate = \"/nowhere\": cannot be read")]
    [DataRow("Dtls:Key", "Dtls:Key = \"/nowhere\": cannot be read")]
    public async Task A_file_that_is_not_there_is_said_at_the_start(string key, string problem)
    {
        using GatewayProcess gateway = GatewayProcess.StartWithoutWaiting(
            "--Udp:Listen", "127.0.0.1:0", "--Dtls:Listen", "127.0.0.1:0", "--Dtls:PskFile", _files.PskFile, "--Dtls:Certificate", _files.Certificate,
            "--Dtls:Key", _files.CertificateKey, "--Dtls:ClientCertificates", "optional", "--Dtls:ClientCa", _files.Authority,
            $"--{key}", "/nowhere");

        Assert.AreEqual(2, await gateway.WaitForExitAsync());
        StringAssert.Contains(gateway.Output, problem, StringComparison.Ordinal);
    }

    private Task<GatewayProcess> StartAsync(MosquittoBroker broker, string mode) => GatewayProcess.StartAsync(
        broker, mode, "127.0.0.1:0", "--Dtls:Listen", "127.0.0.1:0", "--Dtls:PskFile", _files.PskFile);
}
