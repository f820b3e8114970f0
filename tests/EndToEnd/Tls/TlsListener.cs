namespace SensorNet.EndToEnd.Tests.Tls;

/// <summary>Mosquitto's second listener, with TLS, as lines of its configuration, and the files that they name.</summary>
internal sealed class TlsListener : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-tls-").FullName;

    public TlsListener(TestCertificate server, string clientCa, string? revoked = null, bool requiresCertificate = true)
    {
        Port = FreePorts.Next();
        List<string> lines = new List<string>
        {
            $"listener {Port} 127.0.0.1",
            $"cafile {Write("ca.pem", clientCa)}",
            $"certfile {Write("server.pem", server.Pem)}",
            $"keyfile {Write("server.key", server.KeyPem)}",
        };
        if (requiresCertificate)
        {
            lines.AddRange(["require_certificate true", "use_identity_as_username true"]);
        }

        if (revoked is not null)
        {
            lines.Add($"crlfile {Write("revoked.pem", revoked)}");
        }

        Configuration = [.. lines];
    }

    public int Port { get; }

    public string[] Configuration { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
