using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>The service as its users run it, in a process of its own.</summary>
internal sealed partial class GatewayProcess : IDisposable
{
    private const int StartPatienceMs = 15_000;

    private readonly Process _process;
    private readonly TaskCompletionSource<IPEndPoint> _listening = new();
    private readonly TaskCompletionSource<IPEndPoint> _secured = new();
    private readonly TaskCompletionSource<Uri> _admin = new();
    private readonly ManualResetEventSlim _connected = new();
    private int _shards;
    private int _connectedShards;

    /// <param name="brokerPort">Of the broker on the loopback interface.</param>
    /// <param name="transparent">Whether it is a transparent gateway.</param>
    /// <param name="shards">Its threads.</param>
    public GatewayProcess(int brokerPort, bool transparent, int shards)
        : this(
            brokerPort, Path.Combine(AppContext.BaseDirectory, "sensornet-gateway.dll"),
            "--Gateway:Mode", transparent ? "transparent" : "aggregating", "--Gateway:Shards", $"{shards}")
    {
    }

    /// <param name="brokerPort">Of the broker on the loopback interface.</param>
    /// <param name="assembly">The path of the service's assembly.</param>
    /// <param name="settings">More arguments of it.</param>
    public GatewayProcess(int brokerPort, string assembly, params string[] settings)
    {
        string[] arguments =
        [
            "exec", assembly,
            "--Udp:Listen", "127.0.0.1:0",
            "--Broker:Host", "127.0.0.1",
            "--Broker:Port", $"{brokerPort}",
            "--Gateway:StatisticsIntervalSeconds", "0",
            .. settings,
        ];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("the gateway did not start");
        _process.OutputDataReceived += (_, e) => Note(e.Data);
        _process.ErrorDataReceived += (_, e) => Note(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (!_listening.Task.Wait(StartPatienceMs) || !_connected.Wait(StartPatienceMs))
        {
            throw new TimeoutException("the gateway does not listen, or has no connection to the broker");
        }
    }

    public IPEndPoint EndPoint => _listening.Task.Result;

    /// <summary>Where it listens for DTLS, which it must.</summary>
    public IPEndPoint SecuredEndPoint => Within(_secured.Task, "listen for DTLS");

    /// <summary>Where its admin endpoint is, which must be on.</summary>
    public Uri Admin => Within(_admin.Task, "have an admin endpoint");

    /// <summary>Processor time of all its threads so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Processor time of its present threads as Linux's scheduler counts it, in nanoseconds; elsewhere as <see cref="Cpu"/>.</summary>
    public TimeSpan FineCpu
    {
        get
        {
            string tasks = $"/proc/{_process.Id}/task";
            return OperatingSystem.IsLinux() && Directory.Exists(tasks)
                ? TimeSpan.FromMicroseconds(Directory.GetDirectories(tasks).Sum(RunNanoseconds) / 1e3)
                : Cpu;
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
        _connected.Dispose();
    }

    private static T Within<T>(Task<T> found, string what) =>
        found.Wait(StartPatienceMs) ? found.Result : throw new TimeoutException($"the gateway does not {what}");

    // proc(5): the first figure of schedstat is the time spent on the processor. A thread may have ended meanwhile.
    private static double RunNanoseconds(string task)
    {
        try
        {
            return double.Parse(File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
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
        else if (SecuredLine().Match(line) is { Success: true } secured)
        {
            _secured.TrySetResult(IPEndPoint.Parse(secured.Groups[1].Value));
        }
        else if (AdminLine().Match(line) is { Success: true } admin)
        {
            _admin.TrySetResult(new Uri(admin.Groups[1].Value));
        }
        else if (ShardsLine().Match(line) is { Success: true } shards)
        {
            CountConnected(0, int.Parse(shards.Groups[1].Value, CultureInfo.InvariantCulture));
        }
        else if (line.Contains("is connected to the broker", StringComparison.Ordinal))
        {
            CountConnected(1, 0);
        }
        else if (line.Contains("warn", StringComparison.Ordinal) || line.Contains("crit", StringComparison.Ordinal))
        {
            Console.WriteLine($"  [gateway] {line}");
        }
    }

    // A shard may be connected before the gateway says how many there are.
    private void CountConnected(int connected, int shards)
    {
        lock (_connected)
        {
            _connectedShards += connected;
            _shards += shards;
            if (_shards > 0 && _connectedShards >= _shards)
            {
                _connected.Set();
            }
        }
    }

    [GeneratedRegex("with (\\d+) shards?")]
    private static partial Regex ShardsLine();

    [GeneratedRegex("the admin endpoint is at (\\S+)")]
    private static partial Regex AdminLine();

    [GeneratedRegex("listening for DTLS on (\\S+:\\d+)")]
    private static partial Regex SecuredLine();

    [GeneratedRegex("listening on (\\S+:\\d+)")]
    private static partial Regex ListeningLine();
}
