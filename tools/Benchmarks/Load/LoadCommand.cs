using System.CommandLine;
using System.Net;

namespace SensorNet.Benchmarks.Load;

/// <summary>The load generator by itself, against a gateway that runs already. Loopback only.</summary>
internal static class LoadCommand
{
    private const int ClientsMax = 15_000;
    private const int SecondsMax = 60;

    public static Command Create()
    {
        var gateway = new Option<string>("--gateway") { Description = "The gateway's address and port, on the loopback interface", DefaultValueFactory = _ => "127.0.0.1:1884" };
        var clients = new Option<int>("--clients") { Description = $"Simulated clients, 1 to {ClientsMax}", DefaultValueFactory = _ => 100 };
        var qos = new Option<int>("--qos") { Description = "0, 1 or 2", DefaultValueFactory = _ => 1 };
        var rate = new Option<int>("--rate") { Description = "Messages a second; 0: as fast as answers come (QoS 1 and 2)", DefaultValueFactory = _ => 0 };
        var seconds = new Option<int>("--seconds") { Description = $"Duration, 1 to {SecondsMax}", DefaultValueFactory = _ => 5 };
        var payload = new Option<int>("--payload") { Description = "Octets of payload, 0 to 200", DefaultValueFactory = _ => 50 };
        var topic = new Option<int>("--topic-length") { Description = $"Octets of each topic name, {LoadOptions.TopicLengthMin} to 100", DefaultValueFactory = _ => 20 };
        var broker = new Option<int>("--broker-port") { Description = "Port of the broker on the loopback interface where delivered messages are counted; 0: not counted", DefaultValueFactory = _ => 0 };
        var command = new Command("load", "Simulated MQTT-SN clients that publish through a gateway") { gateway, clients, qos, rate, seconds, payload, topic, broker };
        command.SetAction(parsed =>
        {
            if (!IPEndPoint.TryParse(parsed.GetValue(gateway)!, out var endPoint) || endPoint.Port == 0 || !IPAddress.IsLoopback(endPoint.Address))
            {
                return Refuse("--gateway must be a loopback address with a port, as in 127.0.0.1:1884");
            }

            var run = new LoadRun(parsed.GetValue(qos), parsed.GetValue(rate), TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 1, SecondsMax)), parsed.GetValue(broker));
            if (run.Qos is < 0 or > 2 || (run.Qos == 0 && run.Rate < 1))
            {
                return Refuse("--qos must be 0, 1 or 2, and QoS 0 needs a --rate of 1 or more");
            }

            run.Execute(new LoadOptions
            {
                Gateway = endPoint,
                Clients = Math.Clamp(parsed.GetValue(clients), 1, ClientsMax),
                PayloadLength = Math.Clamp(parsed.GetValue(payload), 0, 200),
                TopicLength = Math.Clamp(parsed.GetValue(topic), LoadOptions.TopicLengthMin, 100),
            });
            return 0;
        });
        return command;
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine(problem);
        return 2;
    }
}
