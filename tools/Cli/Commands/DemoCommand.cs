using System.CommandLine;
using System.Net.Security;
using MQTTnet.AspNetCore;
using SensorNet.Broker;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Nodes;
using SensorNet.Cli.Views;
using SensorNet.Cli.Web;

namespace SensorNet.Cli.Commands;

/// <summary><c>sensornet demo</c>: a broker, some emulated nodes and the view of them, in one process.</summary>
internal sealed class DemoCommand : TeachingCommand
{
    private const int NodesDefault = 3;
    private const int NodesMax = 50;
    private const int ConstrainedDefault = 2;

    private static readonly TimeSpan IntervalDefault = TimeSpan.FromSeconds(1);

    private readonly CliContext _context;
    private readonly BrokerOptionSet _broker = new(isForFirmware: true);
    private readonly ViewOptionSet _view = new();
    private readonly WebOptionSet _web = new();
    private readonly Option<TimeSpan?> _interval = NodeOptionSet.Interval();

    private readonly Option<int?> _port = CheckedOption.Whole(
        "--port", "port", $"The port of the demo's own broker; 0 takes a free one [default: {BrokerAddress.DefaultPort}]", 0, BrokerAddress.PortMax);

    private readonly Option<bool> _tls = new("--tls")
    {
        Description = $"The demo's own broker speaks TLS and asks for certificates, which are made for the occasion; "
            + $"its port is then {BrokerSessionSettings.TlsPort}",
    };

    private readonly Option<int?> _nodes = CheckedOption.Whole(
        "--nodes", "count", $"How many nodes [default: {NodesDefault}]", 1, NodesMax);

    private readonly Option<int?> _constrained = CheckedOption.Whole(
        "--constrained", "count",
        $"How many sleeping MQTT-SN nodes behind an emulated gateway; 0 for no gateway [default: {ConstrainedDefault}]",
        0, ConstrainedFleet.CountMax);

    private readonly Option<int?> _gatewayPort = CheckedOption.Whole(
        "--gateway-port", "port",
        $"The gateway's UDP port; 0 takes a free one [default: {ConstrainedFleet.GatewayPortDefault}, or a free one where that is in use]",
        0, BrokerAddress.PortMax);

    public DemoCommand(CliContext context)
        : base("demo", "Run a broker and emulated ESP32 nodes with the real firmware, and watch them.")
    {
        _context = context;
        Add(_nodes);
        Add(_constrained);
        Add(_interval);
        Add(_port);
        Add(_tls);
        Add(_gatewayPort);
        _broker.AddTo(this, "Use this broker in place of the demo's own");
        _view.AddTo(this);
        _web.AddTo(this);
        Validators.Add(result =>
        {
            if (OptionUse.IsGiven(result, _port) && OptionUse.IsGiven(result, _broker.Broker))
            {
                result.AddError("--port is the port of the demo's own broker: it is of no use with --broker");
            }
            else if (OptionUse.IsGiven(result, _tls) && OptionUse.IsGiven(result, _broker.Broker))
            {
                result.AddError("--tls is for the demo's own broker: it is of no use with --broker");
            }
            else if (_broker.TransportIn(result) == BrokerTransport.Tls)
            {
                result.AddError("--broker with mqtts:// is of no use here: the demo's nodes trust the demo's own broker alone (--tls)");
            }
            else if (OptionUse.IsGiven(result, _broker.User) && !OptionUse.IsGiven(result, _broker.Broker))
            {
                result.AddError("--user is of no use without --broker: the demo's own broker has no users");
            }
        });
        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("sensornet demo", "three nodes, and two sleepers behind an MQTT-SN gateway, live, until Ctrl-C; nothing has to be installed"),
        ("sensornet demo --web", "the same in a browser, with charts"),
        ("sensornet demo --nodes 10 --interval 5s --plain", "ten nodes that send every 5 s, a line for each message"),
        ("sensornet demo --tls", "with a broker that only lets in who has a certificate"),
        ("sensornet demo --broker localhost", "with a broker that runs already"),
    ];

    public override string Notes =>
        "The demo's own broker listens on 127.0.0.1 only: other MQTT programs on this computer can join in, "
        + "and MQTT-SN programs through the gateway. With --web they can do so by MQTT over WebSocket too, at the web view's port, path /mqtt "
        + "(on 127.0.0.1, and without --tls).";

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        BrokerAddress? given = _broker.Address(parsed, BrokerAddress.DefaultPort);
        using DemoCertificates? certificates = parsed.GetValue(_tls) ? new DemoCertificates(_context.Time) : null;
        WebPlan? plan = _web.Read(parsed);

        // Over TLS it asks for a certificate, which a WebSocket beside it would not.
        using MqttConnectionHandler? webSockets = plan is not null && given is null && certificates is null ? new MqttConnectionHandler() : null;
        int portDefault = certificates is null ? BrokerAddress.DefaultPort : BrokerSessionSettings.TlsPort;
        await using DemoBroker? own = given is null
            ? await DemoBroker.StartAsync(parsed.GetValue(_port) ?? portDefault, certificates, webSockets).ConfigureAwait(false)
            : null;
        (string? user, string? password) = _broker.Account(parsed);
        BrokerOptions broker = new BrokerOptions(given ?? own!.Address)
        {
            User = user,
            Password = password,
            Tls = certificates is not null,
            TrustedCertificates = certificates?.Trusted,
            ClientCertificate = certificates is null ? null : SslStreamCertificateContext.Create(certificates.Watcher, null, offline: true),
            StoreOf = certificates is null ? null : certificates.StoreOf,
        };

        // On a broker of others the names must not be those of real devices.
        string namePrefix = given is null ? "" : "demo-";
        TimeSpan interval = parsed.GetValue(_interval) ?? IntervalDefault;
        DemoFleet fleet = new DemoFleet(parsed.GetValue(_nodes) ?? NodesDefault, broker, interval, namePrefix);
        ConstrainedFleet constrained = new ConstrainedFleet(
            parsed.GetValue(_constrained) ?? ConstrainedDefault, broker, interval, namePrefix, parsed.GetValue(_gatewayPort));
        using WebFeed? feed = plan is null ? null : new WebFeed(broker.Address, TopicFilter.Default, _context.Time);
        await using WebHost? web = plan is null
            ? null
            : await WebHost.StartAsync(plan, feed!, broker, webSockets, _view.Notes(parsed, _context), _context.Error).ConfigureAwait(false);
        IWatchView view = web is null ? _view.Choose(parsed, _context) : _view.ChooseBesideWeb(parsed, _context);
        DemoRun run = new DemoRun(fleet, constrained, broker, view, _context.Time) { Web = feed };
        return await run.RunAsync(parsed.GetValue(_view.Duration), cancellation).ConfigureAwait(false);
    }
}
