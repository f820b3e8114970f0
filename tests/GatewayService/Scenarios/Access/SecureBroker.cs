namespace SensorNet.GatewayService.Tests.Scenarios.Access;

/// <summary>Mosquitto with a second listener: TLS, WebSocket, or both. The first one is for who looks on.</summary>
internal sealed class SecureBroker : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-secure-").FullName;
    private readonly string _transport;

    private SecureBroker(string transport)
    {
        _transport = transport;
    }

    /// <summary>The first listener.</summary>
    public MosquittoBroker Broker { get; private set; } = null!;

    public TestAuthority Authority { get; } = new();

    /// <summary>Of the second listener.</summary>
    public int Port { get; } = FreePorts.Next();

    /// <summary>The authority's certificate.</summary>
    public string CaFile => Path.Combine(_folder, "ca.pem");

    private bool HasTls => _transport is "tls" or "wss";

    /// <param name="transport">tls, ws or wss.</param>
    /// <param name="server">The broker's certificate; null for a right one.</param>
    /// <param name="more">Further lines for the second listener.</param>
    public static async Task<SecureBroker> StartAsync(string transport, TestCertificate? server = null, params string[] more)
    {
        SecureBroker broker = new SecureBroker(transport);
        List<string> lines = [$"listener {broker.Port} 127.0.0.1"];
        if (transport is "ws" or "wss")
        {
            lines.Add("protocol websockets");
        }

        broker.Write("ca.pem", broker.Authority.Pem);
        if (broker.HasTls)
        {
            TestCertificate own = server ?? broker.Authority.Server("127.0.0.1");
            lines.Add($"cafile {broker.CaFile}");
            lines.Add($"certfile {broker.Write("server.pem", own.Pem)}");
            lines.Add($"keyfile {broker.Write("server-key.pem", own.KeyPem)}");
        }

        broker.Broker = await MosquittoBroker.StartAsync(more: [.. lines, .. more]);
        return broker;
    }

    /// <summary>What the gateway is told of the second listener.</summary>
    public string[] Arguments(params string[] more) =>
        ["--Broker:Port", $"{Port}", "--Broker:Transport", _transport, .. (HasTls ? new[] { "--Broker:Ca", CaFile } : []), .. more];

    /// <summary>What the gateway is told of its own certificate.</summary>
    public string[] Own(TestCertificate certificate) =>
        ["--Broker:Certificate", Write("own.pem", certificate.Pem), "--Broker:Key", Write("own-key.pem", certificate.KeyPem)];

    /// <summary>Writes a file beside the others; its path.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        Broker?.Dispose();
        Authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
