using System.Text.Json;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.EndToEnd.Tests.Tls;

/// <summary>Another certificate by commands: tried over a real connection, and kept.</summary>
[TestClass]
[DoNotParallelize]
public sealed class RotationTests
{
    private const string Responses = "devices/node-1/responses";
    private const string CertificateFile = @"I:\rotated-1.pem";
    private const string KeyFile = @"I:\rotated-2.pem";

    [TestMethod]
    public async Task A_certificate_and_its_key_are_replaced_from_afar()
    {
        using TestAuthority authority = new();
        using TlsListener listener = new(authority.Server("127.0.0.1"), authority.Pem);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: listener.Configuration);
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        TlsBoard board = TlsBoard.With(authority.Pem, authority.Client("greenhouse"));
        using TlsNode node = new(board.Settings(listener.Port), board);
        await subscriber.WaitForAsync("devices/node-1/status", "online", details: () => node.Output + broker.Output);

        TestCertificate next = authority.Client("attic");
        await SendAsync(new { id = 1, file = new { name = CertificateFile, pem = next.Pem } });
        await AnswerAsync("""{"id":1,"ok":true}""");
        await SendAsync(new { id = 2, file = new { name = KeyFile, pem = next.KeyPem } });
        await AnswerAsync("""{"id":2,"ok":true}""");
        await SendAsync(new { id = 3, set = new { certFile = CertificateFile, keyFile = KeyFile } });
        await AnswerAsync("""{"id":3,"ok":true}""");

        Assert.IsTrue(broker.Says("u'attic'"), broker.Output);
        Assert.DoesNotContain("PRIVATE KEY", node.Output);

        Task SendAsync(object command) => RotationTests.SendAsync(broker, command);

        async Task AnswerAsync(string answer) =>
            await subscriber.WaitForAsync(Responses, answer, details: () => node.Output + broker.Output);
    }

    [TestMethod]
    public async Task A_certificate_that_the_broker_refuses_is_given_up_after_300_s_and_the_old_one_is_back()
    {
        using TestAuthority authority = new();
        using TestAuthority other = new("Other CA");
        using TlsListener listener = new(authority.Server("127.0.0.1"), authority.Pem);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: listener.Configuration);
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        TlsBoard board = TlsBoard.With(authority.Pem, authority.Client("greenhouse"));
        Dictionary<string, object> settings = board.Settings(listener.Port);
        settings["keepAliveSeconds"] = 3600;
        using TlsNode node = new(settings, board, time: new FastTimeProvider(15));
        await subscriber.WaitForAsync("devices/node-1/status", "online", details: () => node.Output + broker.Output);

        TestCertificate foreign = other.Client("greenhouse");
        await SendAsync(broker, new { id = 1, file = new { name = CertificateFile, pem = foreign.Pem } });
        await SendAsync(broker, new { id = 2, file = new { name = KeyFile, pem = foreign.KeyPem } });
        await SendAsync(broker, new { id = 3, set = new { certFile = CertificateFile, keyFile = KeyFile } });
        await Wait.UntilAsync(
            () => subscriber.On(Responses).Count == 4, "the second answer", TimeSpan.FromSeconds(120), () => node.Output + broker.Output);

        string answer = subscriber.On(Responses)[3].Payload;
        StringAssert.StartsWith(answer, """{"id":3,"ok":false,"error":"no connection within 300 s: """);
        StringAssert.Contains(answer, "the broker refuses this node's certificate");
        StringAssert.EndsWith(answer, """; the old settings are back"}""");
    }

    private static async Task SendAsync(MosquittoBroker broker, object command) =>
        await Publisher.SendAsync(broker, "devices/node-1/commands", JsonSerializer.Serialize(command), 1);
}
