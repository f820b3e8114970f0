using System.CommandLine;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Views;
using SensorNet.Cli.Web;
using SensorNet.Readings.Systems;

namespace SensorNet.Cli.Commands;

/// <summary><c>sensornet watch</c>: shows what devices send to any broker.</summary>
internal sealed class WatchCommand : TeachingCommand
{
    private const string DefaultHost = "localhost";

    private readonly CliContext _context;
    private readonly BrokerOptionSet _broker = new(isForFirmware: false);
    private readonly TlsOptionSet _tls = new();
    private readonly ClientIdOption _clientId = new();
    private readonly ViewOptionSet _view = new();

    private readonly Option<string> _topic = CheckedOption.Text(
        "--topic", "filter", $"The topics to follow [default: {TopicFilter.Default}]", TopicFilter.Problem);

    private readonly MappingOption _mapping = new();
    private readonly WebOptionSet _web = new();

    public WatchCommand(CliContext context)
        : base("watch", "Show what devices send to a broker: a live table, or a line for each message.")
    {
        _context = context;
        _broker.AddTo(
            this,
            $"The broker, or its URL [default: {DefaultHost}]; its port is {BrokerAddress.DefaultPort} if left out, "
            + $"{BrokerAddress.DefaultTlsPort} with --tls");
        _tls.AddTo(this, _broker);
        Add(_clientId.Id);
        Add(_topic);
        Add(_mapping.File);
        _view.AddTo(this);
        _web.AddTo(this);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("sensornet watch", "the devices of the broker on this computer, until Ctrl-C"),
        ("sensornet watch --broker 192.168.1.10 --user me", "a broker elsewhere, the password in SENSORNET_PASSWORD"),
        ("sensornet watch --broker wss://broker.example/mqtt --user me", "a broker behind a web server"),
        ("sensornet watch --topic 'site/+/devices/#' --plain", "other topics, a line for each message"),
        ("sensornet watch --topic '#'", "everybody's devices: Tasmota, ESPHome, Zigbee2MQTT, Homie, Shelly, Sparkplug B, numbers"),
        ("sensornet watch --topic '#' --web", "the same in a browser, with a day's history"),
        ("sensornet watch --json --duration 5m > readings.ndjson", "five minutes into a file"),
    ];

    public override string Notes =>
        """
        The table shows the last values of each device, the time since its last reading (age), how often it sends
        (rate), readings that its numbering says were sent but did not arrive (gaps), and how the temperature went.
        Without a terminal, or with --plain, each message is a line. Times are local (UTC in JSON), with the date where
        it is not that of the first line; a reading that was not taken as it arrived says when. The connection is made
        again whenever it is lost. Exit code: 0 after Ctrl-C or --duration, 1 after a failure, 2 after wrong usage.
        """;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        BrokerOptions broker = _clientId.Read(parsed, _tls.ReadBroker(parsed, _broker, DefaultHost));
        string topicFilter = parsed.GetValue(_topic) ?? TopicFilter.Default;
        DecoderSet? decoders = _mapping.Read(parsed);
        WebPlan? plan = _web.Read(parsed);
        using WebFeed? feed = plan is null ? null : new WebFeed(broker.Address, topicFilter, _context.Time, decoders);
        await using WebHost? web = plan is null
            ? null
            : await WebHost.StartAsync(plan, feed!, broker, mqtt: null, _view.Notes(parsed, _context), _context.Error).ConfigureAwait(false);
        IWatchView view = web is null ? _view.Choose(parsed, _context) : _view.ChooseBesideWeb(parsed, _context);
        WatchRun run = new WatchRun(broker, topicFilter, view, _context.Time) { Decoders = decoders, Web = feed };
        return await run.RunAsync(parsed.GetValue(_view.Duration), cancellation).ConfigureAwait(false);
    }
}
