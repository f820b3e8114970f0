using System.CommandLine;
using System.Net;

namespace SensorNet.Benchmarks.Attack;

/// <summary>An attacker in a process of its own. Loopback only, and for a time only.</summary>
internal static class FloodCommand
{
    private const int SecondsMax = 60;

    public static Command Create()
    {
        Option<FloodKind> kind = new Option<FloodKind>("--kind") { Description = "What is sent", Required = true };
        Option<string> gateway = new Option<string>("--gateway") { Description = "Address and port on the loopback interface", Required = true };
        Option<int> seconds = new Option<int>("--seconds")
        {
            Description = $"Duration, 1 to {SecondsMax}",
            DefaultValueFactory = _ => 5,
        };
        Command command = new Command("flood", "An attacker on a gateway, as the attack command starts them") { kind, gateway, seconds };
        command.SetAction(parsed =>
        {
            if (!IPEndPoint.TryParse(parsed.GetValue(gateway)!, out IPEndPoint? endPoint) || !IPAddress.IsLoopback(endPoint.Address))
            {
                Console.Error.WriteLine("--gateway must be a loopback address with a port, as in 127.0.0.1:1884");
                return 2;
            }

            using Flood flood = new Flood(endPoint);
            Console.WriteLine(flood.Run(parsed.GetValue(kind), TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 1, SecondsMax))));
            return 0;
        });
        return command;
    }
}
