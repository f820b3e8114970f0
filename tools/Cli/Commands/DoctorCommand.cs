using System.CommandLine;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Doctor;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Commands;
using SensorNet.Device;

namespace SensorNet.Cli.Commands;

/// <summary><c>sensornet doctor</c>: what a node would meet on its way.</summary>
internal sealed class DoctorCommand : TeachingCommand
{
    private const string HostDefault = "localhost";
    private const string RootDefault = "devices";
    private const string NtpDefault = "pool.ntp.org";
    private const string NoNtp = "none";
    private const string ProbeId = "sensornet-doctor";

    private static readonly TimeSpan TimeoutMin = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan TimeoutMax = TimeSpan.FromMinutes(2);

    private readonly CliContext _context;
    private readonly BrokerOptionSet _broker = new(isForFirmware: false);
    private readonly TlsOptionSet _tls = new();

    private readonly Option<string> _id = CheckedOption.Text(
        "--id", "id", $"Try the topics of this device [default: {ProbeId}]", TopicText.ProblemOfLevel);

    private readonly Option<string> _root = CheckedOption.Text(
        "--root", "levels", $"What the topics begin with [default: {RootDefault}]", TopicText.ProblemOfRoot);

    private readonly Option<BrokerAddress> _gateway = CheckedOption.Create<BrokerAddress>(
        "--gateway",
        "host:port",
        $"Look at this MQTT-SN gateway, too; its port is {SessionOptionSet.DefaultPort} if left out",
        (string text, out BrokerAddress? address) =>
            BrokerAddress.TryParse(text, SessionOptionSet.DefaultPort, out address, out string? problem) ? null : problem);

    private readonly Option<string> _ntp = CheckedOption.Text(
        "--ntp",
        "host:port",
        $"The NTP server [default: {NtpDefault}]; {NoNtp} for no look at the time",
        text => text == NoNtp || BrokerAddress.TryParse(text, NtpCheck.DefaultPort, out _, out string? problem) ? null : problem);

    private readonly Option<TimeSpan?> _timeout = CheckedOption.Duration(
        "--timeout", "How long the broker may take for an answer [default: 10s]", TimeoutMin, TimeoutMax);

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object with all checks, at the end" };

    public DoctorCommand(CliContext context)
        : base("doctor", "Try broker, gateway and time server as a node does, and say what it would meet.")
    {
        _context = context.ToTheEnd();
        _broker.AddTo(
            this,
            $"The broker, or its URL [default: {HostDefault}]; its port is {BrokerAddress.DefaultPort} if left out, "
            + $"{BrokerAddress.DefaultTlsPort} with --tls");
        _tls.AddTo(this, _broker);
        Option[] options = [_id, _root, _gateway, _ntp, _timeout, _json];
        foreach (Option option in options)
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("sensornet doctor --broker 192.168.1.10 --user node", "a broker, the password in SENSORNET_PASSWORD"),
        ("sensornet doctor --broker 192.168.1.10 --tls --ca certs/ca.pem --cert certs/kitchen.pem --key certs/kitchen-key.pem", "mutual TLS"),
        ("sensornet doctor --gateway 192.168.1.10 --ntp none --json", "a gateway too, no time server, for a program"),
    ];

    public override string Notes =>
        $"""
        The topics of a device '{ProbeId}' are tried, and left as they were; with --id those of that device, unless it
        has a retained status: nothing of a node that is in use is written to. Exit code: 0 when nothing failed
        (warnings may be there), 1 when something did, 2 after wrong usage.
        """;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        bool isJson = parsed.GetValue(_json);
        CheckReport report = new CheckReport(result =>
        {
            foreach (string line in isJson ? [] : CheckText.Lines(result))
            {
                _context.Out.WriteLine(line);
            }
        });
        await new DoctorRun(ReadPlan(parsed), report, _context.Time).RunAsync(cancellation).ConfigureAwait(false);
        if (isJson)
        {
            _context.Out.WriteLine(CheckText.Json(report));
        }

        return report.HasFailed ? ExitCodes.Failure : ExitCodes.Success;
    }

    private DoctorPlan ReadPlan(ParseResult parsed)
    {
        BrokerOptions broker = _tls.ReadBroker(parsed, _broker, HostDefault);
        broker = parsed.GetValue(_timeout) is { } timeout ? broker with { Timeout = timeout } : broker;
        string? id = parsed.GetValue(_id);
        return new DoctorPlan(broker, new NodeTopics(parsed.GetValue(_root) ?? RootDefault, id ?? ProbeId), id is not null)
        {
            Gateway = parsed.GetValue(_gateway),
            Ntp = NtpOf(parsed.GetValue(_ntp) ?? NtpDefault),
        };
    }

    private static BrokerAddress? NtpOf(string text)
    {
        BrokerAddress? address = null;
        _ = text != NoNtp && BrokerAddress.TryParse(text, NtpCheck.DefaultPort, out address, out _);
        return address;
    }
}
