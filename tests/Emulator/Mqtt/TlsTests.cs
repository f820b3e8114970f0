using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using nanoFramework.Hardware.Esp32;
using nanoFramework.M2Mqtt;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Mqtt;

/// <summary>TLS as the device has it, with what it does not tell.</summary>
[TestClass]
public sealed class TlsTests
{
    private const int VerifyFailed = -0x2700;
    private const int FatalAlert = -0x7780;
    private const int InvalidRecord = -0x7200;
    private const int ConnectionEnd = -0x7280;
    private const int KeyMissing = -0x3E80;
    private const int Setup = -1;

    [TestMethod]
    public async Task Server_with_a_certificate_of_the_given_authority_is_connected_to()
    {
        using TlsScene scene = new();
        await scene.StartBrokerAsync();
        TlsScene.AssertConnects(scene.Client());
    }

    [TestMethod]
    public async Task Server_by_its_address_is_connected_to()
    {
        using TlsScene scene = new();
        await scene.StartBrokerAsync(scene.Authority.Server("127.0.0.1"));
        TlsScene.AssertConnects(scene.Client(host: "127.0.0.1"));
    }

    [TestMethod]
    public async Task No_version_is_version_1_3_alone()
    {
        using TlsScene old = new();
        await old.StartBrokerAsync(protocols: SslProtocols.Tls12);
        Assert.AreEqual(FatalAlert, TlsScene.CodeOf(old.Client(protocol: MqttSslProtocols.None)));

        using TlsScene current = new();
        await current.StartBrokerAsync(protocols: SslProtocols.Tls13);
        TlsScene.AssertConnects(current.Client(protocol: MqttSslProtocols.None));
    }

    [TestMethod]
    public async Task Client_certificate_with_its_key_is_shown()
    {
        using TlsScene scene = new();
        await scene.StartBrokerAsync(requiresClient: true);
        TestCertificate own = scene.Authority.Client("node-1");
        TlsScene.AssertConnects(scene.Client(new BoardX509Certificate2(own.Pem, own.KeyPem, "")));
        StringAssert.Contains(scene.ClientSubject, "CN=node-1");
    }

    [TestMethod]
    public async Task Init_with_byte_arrays_drops_the_key()
    {
        using TlsScene scene = new();
        await scene.StartBrokerAsync(requiresClient: true);
        MqttClient client = scene.Client();
        client.Init("localhost", scene.Port, true, Terminated(scene.Authority.Pem), Terminated(
            scene.Authority.Client("node-1").Both), MqttSslProtocols.TLSv1_2);
        Assert.AreEqual(KeyMissing, TlsScene.CodeOf(client));
        Assert.IsNull(scene.ClientSubject);
    }

    [TestMethod]
    public async Task Without_a_client_certificate_the_stored_one_is_shown()
    {
        using TlsScene scene = new();
        await scene.StartBrokerAsync(requiresClient: true);
        scene.Board.Certificates.Deploy(null, scene.Authority.Client("stored").Both);
        TlsScene.AssertConnects(scene.Client());
        StringAssert.Contains(scene.ClientSubject, "CN=stored");
    }

    [TestMethod]
    public async Task Stored_authority_is_trusted_and_the_one_of_the_call_besides()
    {
        using TlsScene scene = new();
        using TestAuthority other = new("Other CA");
        await scene.StartBrokerAsync();
        CertificateManager.AddCaCertificateBundle([new BoardX509Certificate(scene.Authority.Pem)]);
        TlsScene.AssertConnects(new MqttClient("localhost", scene.Port, true, null, null, MqttSslProtocols.TLSv1_2));
        TlsScene.AssertConnects(new MqttClient("localhost", scene.Port, true, new BoardX509Certificate(other.Pem), null, MqttSslProtocols.TLSv1_2));
    }

    [TestMethod]
    public async Task Stored_bundle_that_cannot_be_parsed_is_passed_over_in_silence()
    {
        using TlsScene scene = new();
        await scene.StartBrokerAsync();
        CertificateManager.AddCaCertificateBundle(Encoding.UTF8.GetBytes(scene.Authority.Pem));
        Assert.AreEqual(VerifyFailed, TlsScene.CodeOf(new MqttClient("localhost", scene.Port, true, null, null, MqttSslProtocols.TLSv1_2)));
        TlsScene.AssertConnects(scene.Client());
    }

    [TestMethod]
    public void Pem_in_a_byte_array_ends_with_0()
    {
        using TlsScene scene = new();
        Assert.ThrowsExactly<ArgumentException>(() => new BoardX509Certificate(Encoding.UTF8.GetBytes(scene.Authority.Pem)));
        Assert.AreEqual("O=SensorNet, CN=Test CA", new BoardX509Certificate(Terminated(scene.Authority.Pem)).Subject);
        TestCertificate own = scene.Authority.Client("node-1");
        Assert.ThrowsExactly<ArgumentException>(() => new BoardX509Certificate2(Terminated(own.Pem), Encoding.UTF8.GetBytes(own.KeyPem), ""));
        Assert.IsTrue(new BoardX509Certificate2(Terminated(own.Pem), Terminated(own.KeyPem), "").HasPrivateKey);
    }

    [TestMethod]
    [DataRow("wrong authority")]
    [DataRow("expired")]
    [DataRow("not yet valid")]
    [DataRow("wrong host")]
    public async Task What_is_wrong_with_a_server_is_one_number(string what)
    {
        using TlsScene scene = new();
        using TestAuthority other = new("Other CA");
        await scene.StartBrokerAsync(what switch
        {
            "wrong authority" => other.Server(),
            "expired" => scene.Authority.Server(begins: TimeSpan.FromDays(-2), ends: TimeSpan.FromDays(-1)),
            "not yet valid" => scene.Authority.Server(begins: TimeSpan.FromDays(1)),
            _ => scene.Authority.Server("elsewhere.example"),
        });
        Assert.AreEqual(VerifyFailed, TlsScene.CodeOf(scene.Client()));
    }

    [TestMethod]
    public async Task Dates_are_compared_with_the_clock_of_the_board()
    {
        using TlsScene scene = new(knowsTime: false);
        await scene.StartBrokerAsync();
        Assert.AreEqual(1970, scene.Board.Clock.UtcNow.Year);
        Assert.AreEqual(VerifyFailed, TlsScene.CodeOf(scene.Client()));
    }

    [TestMethod]
    public async Task Without_validation_any_server_is_taken()
    {
        using TlsScene scene = new(knowsTime: false);
        using TestAuthority other = new("Other CA");
        await scene.StartBrokerAsync(other.Server("elsewhere.example"));
        MqttClient client = scene.Client();
        client.Settings.ValidateServerCertificate = false;
        TlsScene.AssertConnects(client);
    }

    [TestMethod]
    public async Task Connection_holds_two_record_buffers_of_native_memory()
    {
        using TlsScene scene = new();
        await scene.StartBrokerAsync();
        uint before = FreeMemory();
        MqttClient client = scene.Client();
        client.Connect("a");
        Assert.IsTrue(before - FreeMemory() >= 2 * 16_717, $"{before} before, {FreeMemory()} with TLS");
        client.Disconnect();
        client.Close();
        Eventually.Holds(() => FreeMemory() == before, "the memory comes back");
    }

    [TestMethod]
    [DataRow(33_000u)]
    [DataRow(24_000u)]
    public async Task Without_room_for_the_buffers_there_is_no_handshake(uint freeBytes)
    {
        using TlsScene scene = new(freeBytes);
        await scene.StartBrokerAsync();
        Assert.AreEqual(Setup, TlsScene.CodeOf(scene.Client()));
    }

    [TestMethod]
    public async Task Key_of_another_certificate_fails_where_the_broker_asks_for_one()
    {
        using TlsScene asking = new();
        await asking.StartBrokerAsync(requiresClient: true);
        BoardX509Certificate2 own = new(asking.Authority.Client("a").Pem, asking.Authority.Client("b").KeyPem, "");
        Assert.AreEqual(FatalAlert, TlsScene.CodeOf(asking.Client(own)));

        using TlsScene content = new();
        await content.StartBrokerAsync();
        TlsScene.AssertConnects(content.Client(own));
    }

    [TestMethod]
    public void Plain_port_that_closes_is_an_end_and_one_that_talks_is_no_record()
    {
        using TlsScene scene = new();
        using TcpListener listener = new(IPAddress.Loopback, scene.Port);
        listener.Start();
        Task closing = Task.Run(async () =>
        {
            using TcpClient first = await listener.AcceptTcpClientAsync();
            await first.GetStream().ReadExactlyAsync(new byte[50]);
        });
        Assert.AreEqual(ConnectionEnd, TlsScene.CodeOf(scene.Client()));
        closing.Wait(Eventually.Deadline);
        Task<TcpClient> talking = Task.Run(async () =>
        {
            TcpClient second = await listener.AcceptTcpClientAsync();
            await second.GetStream().WriteAsync("220 ready\r\n"u8.ToArray());
            return second;
        });
        Assert.AreEqual(InvalidRecord, TlsScene.CodeOf(scene.Client()));
        talking.Result.Dispose();
    }

    [TestMethod]
    public async Task Handshake_stops_every_other_thread_of_the_board()
    {
        using TlsScene scene = new();
        using TcpListener silent = new(IPAddress.Loopback, scene.Port);
        silent.Start();
        long lookedAt = 0;
        Task loop = Task.Run(() =>
        {
            while (scene.Board.IsOn)
            {
                Interlocked.Exchange(ref lookedAt, SensorNet.Emulator.BoardEnvironment.TickCount64);
            }
        });
        Task handshake = Task.Run(() => scene.Client().Connect("a"));
        using TcpClient peer = await silent.AcceptTcpClientAsync();
        await peer.GetStream().ReadExactlyAsync(new byte[1]);
        long seen = Interlocked.Read(ref lookedAt);
        Eventually.Holds(() => seen == (seen = Interlocked.Read(ref lookedAt)) && !loop.IsCompleted, "the loop stands still");
        Assert.IsFalse(handshake.IsCompleted);
        scene.Board.CutPower();
        Eventually.Holds(() => loop.IsCompleted && handshake.IsCompleted, "the power ends both");
        Assert.IsFalse(handshake.IsCompletedSuccessfully);
    }

    private static uint FreeMemory()
    {
        NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.All, out _, out uint free, out _);
        return free;
    }

    private static byte[] Terminated(string pem) => [.. Encoding.UTF8.GetBytes(pem), 0];
}
