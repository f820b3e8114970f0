using System.CommandLine;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>The figures of the service on the loopback interface, with Mosquitto.</summary>
internal static class GatewayCommand
{
    public static Command Create()
    {
        Option<int> shards = new Option<int>("--shards")
        {
            Description = "Threads of the gateway",
            DefaultValueFactory = _ => 1,
        };
        Option<bool> quick = new Option<bool>("--quick") { Description = "Short runs, no memory figures" };
        Command command = new Command("gateway", "The gateway service on the loopback interface with Mosquitto") { shards, quick };
        command.SetAction(parsed =>
        {
            new GatewayBenchmark(parsed.GetValue(shards), parsed.GetValue(quick)).Run();
            return 0;
        });
        return command;
    }
}
