namespace SensorNet.Benchmarks.GatewayService;

/// <summary>A build of the service with settings.</summary>
/// <param name="Name">As it was given.</param>
/// <param name="Assembly">The path of its assembly.</param>
/// <param name="Settings">Its arguments.</param>
internal sealed record ServiceVariant(string Name, string Assembly, string[] Settings)
{
    /// <summary>The pre-shared key of clients that speak DTLS; null where they do not.</summary>
    public byte[]? Key { get; init; }

    private static string OwnAssembly => Path.Combine(AppContext.BaseDirectory, "sensornet-gateway.dll");

    /// <summary>This build with settings.</summary>
    public static ServiceVariant Of(string name, params string[] settings) => new(name, OwnAssembly, settings);

    /// <summary>Reads <c>[path.dll] [--Setting value …]</c>.</summary>
    public static ServiceVariant Parse(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool hasAssembly = words.Length > 0 && words[0].EndsWith(".dll", StringComparison.Ordinal);
        string assembly = hasAssembly ? words[0] : OwnAssembly;
        return new ServiceVariant(text, assembly, hasAssembly ? words[1..] : words);
    }
}
