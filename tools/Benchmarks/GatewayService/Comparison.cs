using System.Globalization;
using SensorNet.Benchmarks.Load;
using SensorNet.Benchmarks.Output;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>
/// Each round starts each variant anew and runs every load on it, so that what else the machine does meets all of them alike. Printed are the
/// median and, in brackets, the least and the most.
/// </summary>
internal sealed class Comparison(
    ServiceVariant[] variants, ComparedLoad[] loads, string[] brokerLines, int rounds, TimeSpan duration, int delayMs)
{
    private const int TopicLength = 20;
    private const int PayloadLength = 50;

    private readonly List<double>[,] _rates = Lists(variants.Length, loads.Length);
    private readonly List<double>[,] _cpu = Lists(variants.Length, loads.Length);
    private readonly List<double>[,] _halves = Lists(variants.Length, loads.Length);
    private readonly List<double>[,] _mosts = Lists(variants.Length, loads.Length);

    private readonly List<double>[,] _bytes = Lists(variants.Length, 1);

    /// <summary>Clients that connect and stay in a further run, for the memory that one takes; 0: that is not measured.</summary>
    public int MemoryClients { get; init; }

    public void Run()
    {
        using BrokerProcess broker = new BrokerProcess(brokerLines);
        using DelayRelay? relay = delayMs > 0 ? new DelayRelay(broker.Port, TimeSpan.FromMilliseconds(delayMs)) : null;
        for (int round = 0; round < rounds; round++)
        {
            for (int variant = 0; variant < variants.Length; variant++)
            {
                Measure(relay?.Port ?? broker.Port, variant);
                if (MemoryClients > 0)
                {
                    MeasureMemory(broker.Port, variant);
                }
            }
        }

        for (int load = 0; load < loads.Length; load++)
        {
            Report.Title($"{loads[load]}; {rounds} runs each{(delayMs > 0 ? $", {delayMs} ms to the broker" : "")}");
            for (int variant = 0; variant < variants.Length; variant++)
            {
                Console.WriteLine($"  {variants[variant].Name}");
                Print("rate", "/s", "N0", _rates, variant, load);
                Print("CPU of the gateway a message", " µs", "0.0", _cpu, variant, load);
                Print("half answered within", " µs", "0", _halves, variant, load);
                Print("99 % answered within", " µs", "0", _mosts, variant, load);
            }
        }

        if (MemoryClients > 0)
        {
            Report.Title($"resident memory a client, of {MemoryClients} that are connected and have a topic each");
            for (int variant = 0; variant < variants.Length; variant++)
            {
                Console.WriteLine($"  {variants[variant].Name}");
                Print("memory", " B", "N0", _bytes, variant, 0);
            }
        }
    }

    private void Measure(int brokerPort, int variant)
    {
        using GatewayProcess gateway = new GatewayProcess(brokerPort, variants[variant].Assembly, variants[variant].Settings);
        int first = 0;
        for (int load = 0; load < loads.Length; load++)
        {
            using LoadGenerator generator = new LoadGenerator(OptionsOf(gateway, variant));
            generator.Connect(loads[load].Clients, first);
            first += loads[load].Clients;
            generator.RoundTrip(loads[load].Qos, loads[load].Rate, TimeSpan.FromSeconds(1));
            TimeSpan before = gateway.FineCpu;
            RoundTrips trips = generator.RoundTrip(loads[load].Qos, loads[load].Rate, duration);
            _cpu[variant, load].Add((gateway.FineCpu - before).TotalMicroseconds / trips.Count);
            _rates[variant, load].Add(trips.Rate);
            _halves[variant, load].Add(trips.PercentileMicros(0.5));
            _mosts[variant, load].Add(trips.PercentileMicros(0.99));
            generator.Disconnect();
        }

    }

    // In a process of its own, which has nothing left of a load.
    private void MeasureMemory(int brokerPort, int variant)
    {
        using GatewayProcess gateway = new GatewayProcess(brokerPort, variants[variant].Assembly, variants[variant].Settings);
        using LoadGenerator generator = new LoadGenerator(OptionsOf(gateway, variant));
        generator.Connect(1);
        long before = gateway.ResidentBytes;
        generator.Connect(MemoryClients, 1);
        _bytes[variant, 0].Add((gateway.ResidentBytes - before) / (double)MemoryClients);
    }

    private LoadOptions OptionsOf(GatewayProcess gateway, int variant) => new()
    {
        Gateway = variants[variant].Key is null ? gateway.EndPoint : gateway.SecuredEndPoint,
        Key = variants[variant].Key,
        TopicLength = TopicLength,
        PayloadLength = PayloadLength,
    };

    private static void Print(string name, string unit, string format, List<double>[,] figures, int variant, int load)
    {
        List<double> values = [.. figures[variant, load].Order()];
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        string ratio = variant == 0 ? "" : $", ratio to the first {Ratio(figures[variant, load], figures[0, load])}";
        Report.Line($"  {name}", Text(values[values.Count / 2]) + unit, $"({Text(values[0])} to {Text(values[^1])}{ratio})");
    }

    // Of each round by itself, so that what the machine does meanwhile meets both.
    private static string Ratio(List<double> values, List<double> first)
    {
        List<double> ratios = [.. values.Zip(first, (value, other) => value / other).Order()];
        return ratios[ratios.Count / 2].ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static List<double>[,] Lists(int rows, int columns)
    {
        List<double>[,] lists = new List<double>[rows, columns];
        for (int i = 0; i < lists.Length; i++)
        {
            lists[i / columns, i % columns] = [];
        }

        return lists;
    }
}
