using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>The service as its users run it, in a process of its own.</summary>
internal sealed partial class GatewayProcess : IDisposable
{
    private const int StartPatienceMs = 15_000;

    private readonly Process _process;
    private readonly TaskCompletionSource<IPEndPoint> _listening = new();
    private readonly CountdownEvent _connecting;

    /// <param name="brokerPort">Of the broker on the loopback interface.</param>
    /// <param name="transparent">Whether it is a transparent gateway.</param>
    /// <param name="shards">Its threads; 0 for one a core.</param>
    public GatewayProcess(int brokerPort, bool transparent, int shards)
    {
        _connecting = new CountdownEvent(shards > 0 ? shards : Environment.ProcessorCount);
        string[] arguments =
        [
            "exec", Path.Combine(AppContext.BaseDirectory, "sensornet-gateway.dll"),
            "--Udp:Listen", "127.0.0.1:0",
            "--Broker:Host", "127.0.0.1",
            "--Broker:Port", $"{brokerPort}",
            "--Gateway:Mode", transparent ? "transparent" : "aggregating",
            "--Gateway:Shards", $"{shards}",
            "--Gateway:StatisticsIntervalSeconds", "0",
        ];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("the gateway did not start");
        _process.OutputDataReceived += (_, e) => Note(e.Data);
        _process.ErrorDataReceived += (_, e) => Note(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (!_listening.Task.Wait(StartPatienceMs) || !_connecting.Wait(StartPatienceMs))
        {
            throw new TimeoutException("the gateway does not listen, or has no connection to the broker");
        }
    }

    public IPEndPoint EndPoint => _listening.Task.Result;

    /// <summary>Processor time of all its threads so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _connecting.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (ListeningLine().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(IPEndPoint.Parse(match.Groups[1].Value));
        }
        else if (line.Contains("is connected to the broker", StringComparison.Ordinal) && !_connecting.IsSet)
        {
            _connecting.Signal();
        }
        else if (line.Contains("warn", StringComparison.Ordinal) || line.Contains("crit", StringComparison.Ordinal))
        {
            Console.WriteLine($"  [gateway] {line}");
        }
    }

    [GeneratedRegex("listening on (\\S+:\\d+)")]
    private static partial Regex ListeningLine();
}
