using System.Diagnostics;
using System.Globalization;
using System.Net;
using SensorNet.Benchmarks.GatewayService;
using SensorNet.Benchmarks.Load;
using SensorNet.Benchmarks.Output;

namespace SensorNet.Benchmarks.Attack;

/// <summary>
/// Clients publish at QoS 1 at a low rate, first alone, then beside an attacker of each kind, with a time alone before each. The attacker is a
/// process of its own with a lower priority: it has what the gateway, the broker and the clients leave of the machine, as it would have a machine
/// of its own.
/// </summary>
internal sealed class AttackRun : IDisposable
{
    /// <summary>Messages a second that a client may send.</summary>
    public const int ClientRate = 20;

    private const int Clients = 20;
    private const int Rate = 200;
    private const int NicenessOfAttacker = 19;

    private readonly TimeSpan _duration;
    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-attack-").FullName;
    private readonly BrokerProcess _broker = new();
    private readonly UdpBaseline _other = new();
    private readonly GatewayProcess _gateway;
    private readonly HttpClient _http = new();

    public AttackRun(TimeSpan duration)
    {
        _duration = duration;
        string keys = Path.Combine(_folder, "psk");
        File.WriteAllText(keys, $"{LoadClient.IdOf(0)}:{new string('a', 32)}\n");
        _gateway = new GatewayProcess(
            _broker.Port, ServiceVariant.Of("").Assembly, "--Dtls:Listen", "127.0.0.1:0", "--Dtls:PskFile", keys,
            "--Admin:Listen", "127.0.0.1:0", "--Rates:ClientMessagesPerSecond", $"{ClientRate}", "--Limits:ClientsPerShardMax", "2000");
    }

    public void Run(IReadOnlyList<FloodKind> kinds)
    {
        Report.Title($"{Clients} clients, QoS 1, {Rate}/s in all, {_duration.TotalSeconds:0} s each; {Environment.ProcessorCount} cores for all");
        using LoadGenerator clients = new LoadGenerator(new LoadOptions { Gateway = _gateway.EndPoint });
        clients.Connect(Clients);
        Measure(clients);
        foreach (FloodKind kind in kinds)
        {
            Attack(clients, kind);
        }
    }

    public void Dispose()
    {
        _other.Dispose();
        _gateway.Dispose();
        _broker.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private RoundTrips Measure(LoadGenerator clients) => clients.RoundTrip(1, Rate, _duration);

    private void Attack(LoadGenerator clients, FloodKind kind)
    {
        RoundTrips alone = Measure(clients);
        Dictionary<string, double> before = Metrics();
        TimeSpan cpu = _gateway.Cpu;
        using Process attacker = Start(kind);
        RoundTrips attacked = Measure(clients);
        double load = (_gateway.Cpu - cpu) / _duration;
        attacker.WaitForExit();
        long sent = long.Parse(attacker.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        double ratio = attacked.PercentileMicros(0.99) / alone.PercentileMicros(0.99);
        Console.WriteLine($"  {kind}: {sent / _duration.TotalSeconds:N0} a second");
        Report.Line("  half answered within, alone and attacked", Micros(attacked, 0.5), $"alone {Micros(alone, 0.5)}");
        string beside = string.Create(CultureInfo.InvariantCulture, $"alone {Micros(alone, 0.99)}, ratio {ratio:0.0}");
        Report.Line("  99 % answered within", Micros(attacked, 0.99), $"{beside}; {attacked.Count} of {alone.Count} answered");
        Report.Line("  the gateway's processors and memory", Report.Percent(load), Report.Megabytes(_gateway.ResidentBytes));
        foreach ((string name, double grown) in Grown(before, Metrics()))
        {
            Report.Line($"    {name}", grown.ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    private static string Micros(RoundTrips trips, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{trips.PercentileMicros(share):0} µs");

    private Process Start(FloodKind kind)
    {
        IPEndPoint target = kind switch
        {
            FloodKind.OtherProgram => _other.Options.Gateway,
            FloodKind.Hellos or FloodKind.Handshakes => _gateway.SecuredEndPoint,
            _ => _gateway.EndPoint,
        };
        string own = Path.Combine(AppContext.BaseDirectory, "sensornet-benchmarks.dll");
        return Process.Start(new ProcessStartInfo(
            "nice",
            ["-n", $"{NicenessOfAttacker}", "dotnet", "exec", own, "flood", "--kind", $"{kind}", "--gateway", $"{target}", "--seconds",
                $"{_duration.TotalSeconds:0}"])
        {
            RedirectStandardOutput = true,
        })!;
    }

    // What was dropped, refused and lost, each by its reason.
    private static IEnumerable<(string Name, double Grown)> Grown(Dictionary<string, double> before, Dictionary<string, double> after) =>
        after.Where(metric => metric.Value > before.GetValueOrDefault(metric.Key)
                && (metric.Key.Contains("refused", StringComparison.Ordinal) || metric.Key.Contains("malformed", StringComparison.Ordinal)
                    || metric.Key.Contains("dropped", StringComparison.Ordinal) || metric.Key.Contains("rejected", StringComparison.Ordinal)
                    || metric.Key.Contains("lost", StringComparison.Ordinal) || metric.Key.Contains("dtls", StringComparison.Ordinal)
                    || metric.Key.Contains("beyond", StringComparison.Ordinal)))
            .Select(metric => (metric.Key["sensornet_gateway_".Length..], metric.Value - before.GetValueOrDefault(metric.Key)));

    private Dictionary<string, double> Metrics()
    {
        string text = _http.GetStringAsync(new Uri(_gateway.Admin, "/metrics")).GetAwaiter().GetResult();
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith("sensornet_gateway_", StringComparison.Ordinal))
            .ToDictionary(
                line => line[..line.LastIndexOf(' ')],
                line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }
}
