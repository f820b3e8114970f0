using System.CommandLine;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Sessions;

namespace SensorNet.Cli.Sn.Commands;

/// <summary><c>sensornet sn ping</c>: whether a gateway answers, and how fast.</summary>
internal sealed class PingCommand : TeachingCommand
{
    private const int CountMax = 1_000_000_000;

    private static readonly TimeSpan IntervalDefault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IntervalMin = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan IntervalMax = TimeSpan.FromHours(1);

    private readonly CliContext _context;
    private readonly SessionOptionSet _session = new();

    private readonly Option<int?> _count = CheckedOption.Whole("--count", "n", "End after so many answers", 1, CountMax);

    private readonly Option<TimeSpan?> _interval = CheckedOption.Duration(
        "--interval", "The time from one to the next [default: 1s]", IntervalMin, IntervalMax);

    public PingCommand(CliContext context)
        : base("ping", "Connect to an MQTT-SN gateway and measure how long it takes to answer PINGREQ.")
    {
        _context = context;
        _count.Aliases.Add("-C");
        Add(_count);
        Add(_interval);
        _session.AddTo(this);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("sensornet sn ping", "the gateway on this computer, until Ctrl-C"),
        ("sensornet sn ping -g 192.168.1.10 -C 5 --interval 200ms", "five times"),
        ("sensornet sn ping -C 1 -d", "each MQTT-SN message that it takes"),
    ];

    public override string Notes =>
        """
        A time is from the first PINGREQ to its answer, with what had to be sent again.
        Exit code: 0 after Ctrl-C or --count, 1 when the gateway does not answer, 2 after wrong usage.
        """;

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        PingSession session = new PingSession(
            _session.Read(parsed), parsed.GetValue(_count), parsed.GetValue(_interval) ?? IntervalDefault, _context);
        return session.RunToSummaryAsync(cancellation);
    }
}
