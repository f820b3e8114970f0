using System.CommandLine;
using System.Threading.Channels;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Sessions;

namespace SensorNet.Cli.Sn.Commands;

/// <summary><c>sensornet sn pub</c>: publishes.</summary>
internal sealed class PublishCommand : TeachingCommand
{
    private const int QosMin = -1;
    private const int QosMax = 2;

    private readonly CliContext _context;
    private readonly SessionOptionSet _session = new();
    private readonly TopicOptionSet _topic = new(areFilters: false);
    private readonly PayloadOptionSet _payload = new();

    private readonly Option<int?> _qos = CheckedOption.Whole(
        "--qos", "qos", "0 at most once, 1 at least once, 2 exactly once, -1 without a connection [default: 0]", QosMin, QosMax);

    private readonly Option<bool> _retain = new("--retain", "-r") { Description = "Have the broker keep the message for new subscribers" };

    public PublishCommand(CliContext context)
        : base("pub", "Publish messages through an MQTT-SN gateway.")
    {
        _context = context;
        _qos.Aliases.Add("-q");
        _topic.AddTo(this);
        _payload.AddTo(this);
        Add(_qos);
        Add(_retain);
        _session.AddTo(this);
        Validators.Add(result =>
        {
            // The value throws where the option has an error; its text does not.
            if (result.GetResult(_qos) is { Tokens: [{ Value: "-1" }] } && _topic.HasNames(result))
            {
                result.AddError("--qos -1 needs --topic-id or --short: a topic name is registered over a connection");
            }

            if (result.GetResult(_qos) is { Tokens: [{ Value: "-1" }] } && _session.IsProtected(result))
            {
                result.AddError("--qos -1 and --protection-key-file exclude each other: a gateway that has restarted asks back, and nobody listens");
            }
        });
        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("sensornet sn pub -t lamp/set -m on -q 1", "one message, acknowledged by the gateway"),
        ("sensornet sn pub -g 192.168.1.10 --topic-id 7 -m 21.5 -q -1", "a predefined topic, without a connection"),
        ("sensornet sn pub -t devices/a/status -n -r", "delete the message that the broker keeps"),
        ("tail -f log | sensornet sn pub -t log -l -q 1 --will-topic log --will-message gone", "each line a message, and a will"),
    ];

    public override string Notes =>
        """
        With QoS 1 and 2 the command ends when the gateway has acknowledged each message; with QoS 0 and -1 when it is
        sent, and nobody says whether it arrived. -d shows the MQTT-SN messages.
        Exit code: 0 after success, 1 after a failure, 2 after wrong usage.
        """;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        PublishOptions publish = new PublishOptions(
            _topic.Read(parsed)[0], parsed.GetValue(_qos) ?? 0, parsed.GetValue(_retain), _payload.IsStream(parsed));
        ChannelReader<byte[]> payloads = _payload.Read(parsed, _context, ended.Token);
        try
        {
            return await new PublishSession(_session.Read(parsed), publish, payloads, _context).RunAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
    }
}
