namespace SensorNet.Browser.Tests.Web.Support;

/// <summary>The command in a process of its own, with a web view.</summary>
internal sealed class SensorNetProcess : IDisposable
{
    private const string Said = "web view: ";

    private readonly ChildProcess _process;

    public SensorNetProcess(params string[] arguments)
    {
        _process = new ChildProcess("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "sensornet.dll"), .. arguments]);
    }

    /// <summary>Waits until it says the address to open.</summary>
    public async Task<string> WebAddressAsync()
    {
        await Wait.UntilAsync(() => _process.Says(Said), "it says its address", details: () => _process.Output);
        string line = _process.Output.Split('\n').First(line => line.StartsWith(Said, StringComparison.Ordinal));
        return line[Said.Length..].Split(' ')[0];
    }

    public void Dispose() => _process.Dispose();
}
