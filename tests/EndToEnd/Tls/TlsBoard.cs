namespace SensorNet.EndToEnd.Tests.Tls;

/// <summary>What is on a board besides its settings.</summary>
internal sealed record TlsBoard
{
    /// <summary>Files of the flash by their names.</summary>
    public Dictionary<string, string> Files { get; init; } = [];

    public string? StoredCa { get; init; }

    public string? StoredCertificate { get; init; }

    public bool KnowsTime { get; init; } = true;

    public uint FreeMemoryBytes { get; init; } = 120_000;

    /// <summary>The files that <see cref="Settings"/> names.</summary>
    public static TlsBoard With(string? ca, TestCertificate? own)
    {
        Dictionary<string, string> files = new Dictionary<string, string>();
        if (ca is not null)
        {
            files["ca.pem"] = ca;
        }

        if (own is not null)
        {
            files["node.pem"] = own.Pem;
            files["node-key.pem"] = own.KeyPem;
        }

        return new TlsBoard { Files = files };
    }

    /// <summary>Settings with TLS that name the files which are there.</summary>
    public Dictionary<string, object> Settings(int port)
    {
        Dictionary<string, object> settings = new Dictionary<string, object> { ["brokerPort"] = port, ["tls"] = true };
        if (Files.ContainsKey("ca.pem"))
        {
            settings["caFile"] = @"I:\ca.pem";
        }

        if (Files.ContainsKey("node.pem"))
        {
            settings["certFile"] = @"I:\node.pem";
            settings["keyFile"] = @"I:\node-key.pem";
        }

        return settings;
    }
}
