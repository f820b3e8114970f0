using System.Net;
using System.Text.RegularExpressions;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>The service in a process of its own, listening on a free port of the loopback interface.</summary>
internal sealed partial class GatewayProcess : IDisposable
{
    private readonly ChildProcess _process;

    private GatewayProcess(ChildProcess process)
    {
        _process = process;
    }

    /// <summary>Where it listens first.</summary>
    public IPEndPoint EndPoint { get; private set; } = new(IPAddress.None, 0);

    /// <summary>Where its admin endpoint is, which must be on.</summary>
    public async Task<Uri> AdminAddressAsync()
    {
        await Wait.UntilAsync(() => AdminLine().IsMatch(Output), "the admin endpoint listens", details: () => Output);
        return new Uri(AdminLine().Match(Output).Groups[1].Value);
    }

    /// <summary>Where it listens first for DTLS.</summary>
    public IPEndPoint SecuredEndPoint => IPEndPoint.Parse(SecuredLine().Match(Output).Groups[1].Value);

    public string Output => _process.Output;

    public bool HasExited => _process.HasExited;

    /// <summary>Octets of memory that it has now.</summary>
    public long MemoryBytes => _process.MemoryBytes;

    /// <summary>
    /// The program's path. Beside the tests it lacks the assemblies that they have of ASP.NET Core's shared framework; its own output folder has all.
    /// </summary>
    public static string Program()
    {
        string here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string own = Path.Combine(here, "..", "..", "GatewayService", Path.GetFileName(here), "sensornet-gateway.dll");
        return File.Exists(own) ? Path.GetFullPath(own) : Path.Combine(here, "sensornet-gateway.dll");
    }

    /// <summary>Starts it and waits until it is connected to its broker, with every shard.</summary>
    public static Task<GatewayProcess> StartAsync(
        MosquittoBroker broker, string mode = "aggregating", string listen = "127.0.0.1:0", params string[] more) =>
        StartAtAsync(broker.Port, mode, listen, more);

    /// <summary>The same, with a broker of whatever kind.</summary>
    public static async Task<GatewayProcess> StartAtAsync(int brokerPort, string mode, string listen = "127.0.0.1:0", params string[] more)
    {
        GatewayProcess gateway = StartWithoutWaiting(
            [
                "--Broker:Host", "127.0.0.1", "--Broker:Port", $"{brokerPort}", "--Gateway:Mode", mode, "--Udp:Listen", listen,
                "--Broker:BackoffMinMs", "50", .. more]);
        await gateway.WaitUntilListeningAsync();
        await gateway.WaitUntilConnectedAsync();
        return gateway;
    }

    /// <summary>Starts it with these arguments and nothing else.</summary>
    public static GatewayProcess StartWithoutWaiting(params string[] arguments) =>
        new(
            new ChildProcess(
                "dotnet",
                [
                    "exec", Path.Combine(AppContext.BaseDirectory, "sensornet-gateway.dll"), "--Logging:Level", "debug", "--Gateway:Shards", "2",
                    .. arguments]));

    public async Task WaitUntilListeningAsync()
    {
        await Wait.UntilAsync(() => _process.HasExited || ListeningLine().IsMatch(Output), "the gateway listens", details: () => Output);
        Assert.IsFalse(_process.HasExited, Output);
        EndPoint = IPEndPoint.Parse(ListeningLine().Match(Output).Groups[1].Value);
    }

    /// <summary>Waits until each shard has said so many times that it is connected.</summary>
    public Task WaitUntilConnectedAsync(int times = 1) => Wait.UntilAsync(
        () => _process.CountOf("shard 0 is connected") >= times && _process.CountOf("shard 1 is connected") >= times,
        $"the gateway is connected to its broker {times} times", details: () => Output);

    public bool Says(string text) => _process.Says(text);

    public int CountOf(string text) => _process.CountOf(text);

    public void Kill() => _process.Signal(Signals.Kill);

    public void HangUp() => _process.Signal(Signals.HangUp);

    public void Terminate() => _process.Signal(Signals.Terminate);

    public void PressCtrlC() => _process.Signal(Signals.Interrupt);

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose() => _process.Dispose();

    [GeneratedRegex("listening on (\\S+:\\d+)")]
    private static partial Regex ListeningLine();

    [GeneratedRegex("the admin endpoint is at (\\S+)")]
    private static partial Regex AdminLine();

    [GeneratedRegex("listening for DTLS on (\\S+:\\d+)")]
    private static partial Regex SecuredLine();
}
