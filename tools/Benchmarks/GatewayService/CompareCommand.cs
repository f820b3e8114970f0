using System.CommandLine;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>Builds or settings of the service against each other, in turn on the same machine.</summary>
internal static class CompareCommand
{
    private const int RoundsMax = 50;
    private const int SecondsMax = 30;

    public static Command Create()
    {
        Option<string[]> variants = new Option<string[]>("--variant")
        {
            Description = "Settings of the service in one text, after the path of its assembly where that is another one; once a variant",
            Required = true,
        };
        Option<string[]> broker = new Option<string[]>("--broker-line") { Description = "A line for Mosquitto's configuration" };
        Option<string[]> loads = new Option<string[]>("--load")
        {
            Description = "QoS, clients and messages a second (0: as fast as answers come), as in 1:100:0; once a load",
            DefaultValueFactory = _ => ["1:1:0", "1:100:0", "2:100:0"],
        };
        Option<int> rounds = Integer("--rounds", $"Runs of each variant, 1 to {RoundsMax}", 5);
        Option<double> seconds = new Option<double>("--seconds")
        {
            Description = $"Length of each run, up to {SecondsMax}",
            DefaultValueFactory = _ => 2,
        };
        Option<int> delay = Integer("--delay", "Milliseconds that a packet takes to the broker, and as many back; 0: no relay between", 0);
        Command command = new Command("compare", "Variants of the gateway service in turn, with Mosquitto: medians and spread")
        {
            variants, broker, loads, rounds, seconds, delay,
        };
        command.SetAction(parsed =>
        {
            new Comparison(
                [.. parsed.GetValue(variants)!.Select(ServiceVariant.Parse)],
                [.. parsed.GetValue(loads)!.Select(ComparedLoad.Parse)],
                parsed.GetValue(broker) ?? [],
                Math.Clamp(parsed.GetValue(rounds), 1, RoundsMax),
                TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 0.2, SecondsMax)),
                Math.Clamp(parsed.GetValue(delay), 0, 1_000)).Run();
            return 0;
        });
        return command;
    }

    private static Option<int> Integer(string name, string description, int fallback) =>
        new(name) { Description = description, DefaultValueFactory = _ => fallback };
}
