using System.Text.Json;

namespace SensorNet.EndToEnd.Tests.Tls;

/// <summary>Another certificate by commands: tried over a real connection, and kept.</summary>
[TestClass]
[DoNotParallelize]
public sealed class RotationTests
{
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

        async Task SendAsync(object command) =>
            await Publisher.SendAsync(broker, "devices/node-1/commands", JsonSerializer.Serialize(command), 1);

        async Task AnswerAsync(string answer) =>
            await subscriber.WaitForAsync("devices/node-1/responses", answer, details: () => node.Output + broker.Output);
    }
}
