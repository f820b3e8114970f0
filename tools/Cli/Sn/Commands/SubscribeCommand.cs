using System.CommandLine;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Sessions;
using SensorNet.Cli.Sn.Views;
using SensorNet.MqttSn.Client;

namespace SensorNet.Cli.Sn.Commands;

/// <summary><c>sensornet sn sub</c>: subscribes, and writes what comes.</summary>
internal sealed class SubscribeCommand : TeachingCommand
{
    private const int QosMax = 2;
    private const int CountMax = 1_000_000_000;

    private static readonly TimeSpan TimeoutMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TimeoutMax = TimeSpan.FromDays(30);

    private readonly CliContext _context;
    private readonly SessionOptionSet _session = new();
    private readonly TopicOptionSet _topics = new(areFilters: true);

    private readonly Option<int?> _qos = CheckedOption.Whole("--qos", "qos", "The highest QoS wanted [default: 0]", 0, QosMax);

    private readonly Option<int?> _count = CheckedOption.Whole("--count", "n", "End after so many messages", 1, CountMax);

    private readonly Option<TimeSpan?> _timeout = CheckedOption.Duration("--timeout", "End after this time", TimeoutMin, TimeoutMax);

    private readonly Option<int?> _sleep = CheckedOption.Whole(
        "--sleep", "seconds", "Sleep, and wake before so many seconds are over to fetch what the gateway has kept", 1, MqttSnClient.SleepSecondsMax);

    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "The topic before each payload" };

    private readonly Option<bool> _json = new("--json") { Description = "A line of JSON for each message (NDJSON)" };

    public SubscribeCommand(CliContext context)
        : base("sub", "Subscribe through an MQTT-SN gateway and show what comes: a line for each message.")
    {
        _context = context;
        _qos.Aliases.Add("-q");
        _count.Aliases.Add("-C");
        _timeout.Aliases.Add("-W");
        _topics.AddTo(this);
        Option[] options = [_qos, _count, _timeout, _sleep, _verbose, _json];
        foreach (Option option in options)
        {
            Add(option);
        }

        _session.AddTo(this);
        Validators.Add(result =>
        {
            if (result.GetValue(_verbose) && result.GetValue(_json))
            {
                result.AddError("--verbose and --json exclude each other: JSON has the topic");
            }
        });
        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("sensornet sn sub -t 'devices/#' -v", "topic and payload, through the gateway on this computer, until Ctrl-C"),
        ("sensornet sn sub -g 192.168.1.10:10000 --topic-id 7 -q 1 -C 1 -W 30", "one message of a predefined topic, 30 s at most"),
        ("sensornet sn sub -t lamp/set -q 1 -i lamp -c --sleep 60", "a client that sleeps; the gateway keeps its messages"),
        ("sensornet sn sub -t '#' --json -d 2> messages.log", "JSON, and each MQTT-SN message in a file"),
    ];

    public override string Notes =>
        """
        A payload is shown as UTF-8; what could act on a terminal is escaped. JSON has other payloads as payloadBase64,
        and predefined topics as predefinedId (-v shows #7). A lost connection is made again.
        Exit code: 0 after Ctrl-C, --timeout or --count; 1 after a failure, also fewer messages than --count in the
        time of --timeout; 2 after wrong usage.
        """;

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        SubscribeOptions subscribe = new SubscribeOptions(_topics.Read(parsed), parsed.GetValue(_qos) ?? 0)
        {
            Count = parsed.GetValue(_count),
            Timeout = parsed.GetValue(_timeout),
            SleepSeconds = parsed.GetValue(_sleep),
        };
        MessageFormat format = parsed.GetValue(_json) ? MessageFormat.Json
            : parsed.GetValue(_verbose) ? MessageFormat.Verbose
            : MessageFormat.Plain;
        MessageWriter writer = new MessageWriter(_context.Out, format, _context.Time);
        return new SubscribeSession(_session.Read(parsed), subscribe, writer, _context).RunAsync(cancellation);
    }
}
