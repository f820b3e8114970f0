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
        Option<string> gateway = new Option<string>("--gateway")
        {
            Description = "The gateway's address and port, on the loopback interface",
            DefaultValueFactory = _ => "127.0.0.1:1884",
        };
        Option<int> clients = Integer("--clients", $"Simulated clients, 1 to {ClientsMax}", 100);
        Option<int> qos = Integer("--qos", "0, 1 or 2", 1);
        Option<int> rate = Integer("--rate", "Messages a second; 0: as fast as answers come (QoS 1 and 2)", 0);
        Option<int> seconds = Integer("--seconds", $"Duration, 1 to {SecondsMax}", 5);
        Option<int> payload = Integer("--payload", "Octets of payload, 0 to 200", 50);
        Option<int> topic = Integer("--topic-length", $"Octets of each topic name, {LoadOptions.TopicLengthMin} to 100", 20);
        Option<int> broker = Integer(
            "--broker-port", "Port of the broker on the loopback interface where delivered messages are counted; 0: not counted", 0);
        Command command = new Command("load", "Simulated MQTT-SN clients that publish through a gateway")
        {
            gateway, clients, qos, rate, seconds, payload, topic, broker,
        };
        command.SetAction(parsed =>
        {
            if (!IPEndPoint.TryParse(parsed.GetValue(gateway)!, out IPEndPoint? endPoint) || endPoint.Port == 0
                || !IPAddress.IsLoopback(endPoint.Address))
            {
                return Refuse("--gateway must be a loopback address with a port, as in 127.0.0.1:1884");
            }

            LoadRun run = new LoadRun(
                parsed.GetValue(qos), parsed.GetValue(rate), TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 1, SecondsMax)),
                parsed.GetValue(broker));
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

    private static Option<int> Integer(string name, string description, int fallback) =>
        new(name) { Description = description, DefaultValueFactory = _ => fallback };

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine(problem);
        return 2;
    }
}
