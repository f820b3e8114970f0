using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SensorNet.EndToEnd.Tests.Node;

/// <summary>What <c>sensornet watch</c> and a node say of Mosquitto's ports that are not for them.</summary>
[TestClass]
public sealed class WrongPortTests
{
    private const string Closed = "closed without an answer: it may be a port for TLS (--tls, usually 8883)";

    [TestMethod]
    [DataRow("protocol websockets", "an HTTP server answers there, and no MQTT broker")]
    [DataRow("tls", Closed)]
    public async Task Watch_says_what_it_may_be(string listener, string said)
    {
        using Folder folder = new Folder();
        int port = FreePorts.Next();
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: Listener(port, listener, folder.Path));
        using ChildProcess watch = Start("watch", "--broker", $"127.0.0.1:{port}");
        await Wait.UntilAsync(() => watch.Says("cannot connect"), "the failure", details: () => watch.Output + broker.Output);
        StringAssert.Contains(watch.Output, $"cannot connect to 127.0.0.1:{port} ({said}");
    }

    [TestMethod]
    [DataRow("protocol websockets", "(closed without an answer|what answers is not MQTT).*wrong port")]
    [DataRow("tls", "the port speaks TLS: set tls to true")]
    public async Task A_node_says_what_it_may_be(string listener, string said)
    {
        using Folder folder = new Folder();
        int port = FreePorts.Next();
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: Listener(port, listener, folder.Path));
        using ChildProcess node = Start("node", "--broker", $"127.0.0.1:{port}", "--id", "a");
        await Wait.UntilAsync(() => node.Says("cannot connect to"), "the failure", details: () => node.Output + broker.Output);
        Assert.IsFalse(node.Says("Exception"), node.Output);
        StringAssert.Matches(node.Output, new System.Text.RegularExpressions.Regex(
            $"cannot connect to 127\\.0\\.0\\.1:{port}: {said}"), node.Output);
    }

    private static string[] Listener(int port, string kind, string folder)
    {
        string listener = $"listener {port} 127.0.0.1";
        if (kind != "tls")
        {
            return [listener, kind];
        }

        using RSA key = RSA.Create(2048);
        CertificateRequest request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddHours(1));
        string certificateFile = Path.Combine(folder, "certificate.pem");
        string keyFile = Path.Combine(folder, "key.pem");
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return [listener, $"certfile {certificateFile}", $"keyfile {keyFile}"];
    }

    private static ChildProcess Start(params string[] arguments) =>
        new("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "sensornet.dll"), .. arguments]);

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("sensornet-certificate-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
