namespace SensorNet.Benchmarks.GatewayService;

/// <summary>A build of the service with settings.</summary>
/// <param name="Name">As it was given.</param>
/// <param name="Assembly">The path of its assembly.</param>
/// <param name="Settings">Its arguments.</param>
internal sealed record ServiceVariant(string Name, string Assembly, string[] Settings)
{
    /// <summary>Reads <c>[path.dll] [--Setting value …]</c>.</summary>
    public static ServiceVariant Parse(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool hasAssembly = words.Length > 0 && words[0].EndsWith(".dll", StringComparison.Ordinal);
        string assembly = hasAssembly ? words[0] : Path.Combine(AppContext.BaseDirectory, "sensornet-gateway.dll");
        return new ServiceVariant(text, assembly, hasAssembly ? words[1..] : words);
    }
}
