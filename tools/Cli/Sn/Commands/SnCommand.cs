using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Sn.Commands;

/// <summary><c>sensornet sn</c>: MQTT-SN from the command line.</summary>
internal sealed class SnCommand : TeachingCommand
{
    public SnCommand(CliContext context)
        : base("sn", "Speak MQTT-SN 1.2 to any gateway: find it, publish, subscribe, ping.")
    {
        Add(new DiscoverCommand(context));
        Add(new PublishCommand(context));
        Add(new SubscribeCommand(context));
        Add(new PingCommand(context));
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("sensornet sn sub -t 'devices/#' -v", "messages through the gateway on this computer, until Ctrl-C"),
        ("sensornet sn pub -t lamp/set -m on -q 1", "one message, acknowledged"),
        ("sensornet sn discover", "the gateways of this network"),
        ("sensornet sn pub -t door -m open -q 1 -i gate --protection-key-file keys", "protected with the key of the client id gate"),
        ("sensornet sn ping", "whether the gateway on this computer answers, and how fast"),
    ];
}
