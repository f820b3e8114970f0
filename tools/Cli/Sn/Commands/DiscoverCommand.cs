using System.CommandLine;
using System.Net;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Network;
using SensorNet.Links;

namespace SensorNet.Cli.Sn.Commands;

/// <summary><c>sensornet sn discover</c>: lists the gateways of the network.</summary>
internal sealed class DiscoverCommand : TeachingCommand
{
    private const int RadiusDefault = 1;
    private const int RadiusMax = 255;

    private static readonly TimeSpan TimeDefault = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TimeMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TimeMax = TimeSpan.FromDays(1);

    private readonly CliContext _context;

    private readonly Option<IPAddress> _broadcast = CheckedOption.Create(
        "--broadcast",
        "address",
        "The broadcast address or multicast group of the gateways [default: 255.255.255.255]",
        (string text, out IPAddress? address) => !IPAddress.TryParse(text, out address) ? "is not an IP address"
            : HostText.IsPlain(text) ? null
            : $"is not {HostText.AddressRule}");

    private readonly Option<int?> _port = CheckedOption.Whole(
        "--port", "port", $"Their UDP port [default: {SessionOptionSet.DefaultPort}]", 1, BrokerAddress.PortMax);

    private readonly Option<int?> _radius = CheckedOption.Whole(
        "--radius", "hops", $"The broadcast radius; 0 for all nodes [default: {RadiusDefault}]", 0, RadiusMax);

    private readonly Option<int?> _count = CheckedOption.Whole("--count", "n", "End after so many gateways", 1, RadiusMax + 1);

    private readonly Option<TimeSpan?> _timeout = CheckedOption.Duration(
        "--timeout", "How long to listen [default: 3s]", TimeMin, TimeMax);

    private readonly Option<bool> _debug = new("--debug", "-d")
    {
        Description = "Show each MQTT-SN message, both ways, on standard error",
    };

    public DiscoverCommand(CliContext context)
        : base("discover", "List the MQTT-SN gateways of the network.")
    {
        _context = context;
        _port.Aliases.Add("-p");
        _count.Aliases.Add("-C");
        _timeout.Aliases.Add("-W");
        Option[] options = [_broadcast, _port, _radius, _count, _timeout, _debug];
        foreach (Option option in options)
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("sensornet sn discover", "the gateways of this network"),
        ("sensornet sn discover --broadcast 127.255.255.255", "those of this computer"),
        ("sensornet sn discover --broadcast 225.1.1.1 --port 1883", "those of a multicast group"),
        ("sensornet sn discover -C 1 -W 20m", "the first one; those that only advertise themselves are heard every 15 min"),
    ];

    public override string Notes =>
        """
        It sends SEARCHGW and listens for GWINFO and ADVERTISE. Exit code: 0 when a gateway was found or after Ctrl-C,
        1 when none was, 2 after wrong usage.
        """;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        IPEndPoint target = new IPEndPoint(
            parsed.GetValue(_broadcast) ?? IPAddress.Broadcast, parsed.GetValue(_port) ?? SessionOptionSet.DefaultPort);
        TimeSpan timeout = parsed.GetValue(_timeout) ?? TimeDefault;
        DatagramTrace? trace = parsed.GetValue(_debug) ? new DatagramTrace(_context.Error, _context.Time) : null;
        using CancellationTokenSource limit = new CancellationTokenSource(timeout, _context.Time);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        using GatewaySearch search = new GatewaySearch(target, parsed.GetValue(_radius) ?? RadiusDefault, trace);
        int found = 0;
        await search.RunAsync(Show, _context.Time, ended.Token).ConfigureAwait(false);
        return found > 0 || cancellation.IsCancellationRequested
            ? ExitCodes.Success
            : throw new CliException($"no gateway answered at {target} within {timeout.TotalSeconds:0.###} s: check --broadcast and --port");

        void Show(FoundGateway gateway)
        {
            if (found == parsed.GetValue(_count))
            {
                return;
            }

            found++;
            _context.Out.WriteLine($"gateway {gateway.Id} at {gateway.Address} ({gateway.How})");
            if (found == parsed.GetValue(_count))
            {
                ended.Cancel();
            }
        }
    }
}
