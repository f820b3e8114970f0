using System.CommandLine;
using System.Text.Json.Nodes;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Readings.Messages;
using SensorNet.Cli.Nodes;
using SensorNet.Cli.Views;
using SensorNet.Emulator;
using SensorNet.Readings.Wording;

namespace SensorNet.Cli.Commands;

/// <summary><c>sensornet node</c>: one emulated board that runs the real firmware.</summary>
internal sealed class RunNodeCommand : TeachingCommand
{
    private const int DebugLineCharsMax = 2_000;

    private static readonly BrokerAddress DefaultBroker = new("localhost", BrokerAddress.DefaultPort);

    private readonly CliContext _context;
    private readonly BrokerOptionSet _broker = new(isForFirmware: true);
    private readonly NodeOptionSet _node = new();
    private readonly Option<TimeSpan?> _interval = NodeOptionSet.Interval();
    private readonly Option<TimeSpan?> _duration = ViewOptionSet.CreateDuration();

    public RunNodeCommand(CliContext context)
        : base("node", "Run one emulated ESP32 with the real firmware, and show its debug output.")
    {
        _context = context;
        _broker.AddTo(
            this, $"The broker [default: the settings file's, or {DefaultBroker.Host}]; its port is {DefaultBroker.Port} if left out");
        Option[] options =
            [_node.Id, _interval, _node.Settings, _node.Flash, _node.Sensor, _node.Seed, _node.Faults, _duration];
        foreach (Option option in options)
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples =>
    [
        ("sensornet node --id kitchen --interval 2s", "a node for the broker on this computer, until Ctrl-C"),
        ("sensornet node --settings sensornet.json --flash ./flash", "the settings that a real board would get, its flash kept"),
        ("sensornet node --fault sensor-nack --fault wifi-drop@20s+30s", "a sensor that does not answer; no Wi-Fi from 20 s on for 30 s"),
    ];

    public override string Notes =>
        $"""
        Faults: {FaultPlan.AllNames}.
        A fault is there from the start, or with @after from then on, or with @after+length for that long.
        Ctrl-C is a planned stop: the node publishes 'offline' and ends. Its settings are in {NodeSettingsFile.FileName} in the flash.
        """;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = new CancellationTokenSource(parsed.GetValue(_duration) ?? Timeout.InfiniteTimeSpan, _context.Time);
        using CancellationTokenSource unread = new CancellationTokenSource();
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token, unread.Token);
        NodePlan plan = new NodePlan(ReadSettings(parsed), line => Write(line, unread))
        {
            Seed = parsed.GetValue(_node.Seed) ?? 0,
            Sensor = parsed.GetValue(_node.Sensor) ?? SensorKind.Bme280,
            FlashFolder = parsed.GetValue(_node.Flash),
            Faults = parsed.GetValue(_node.Faults) ?? [],
        };
        using NodeHost node = NodeHost.Start(plan, _context.Time);
        await node.Completion.WaitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (node.Completion.IsCompleted)
        {
            throw new CliException($"the node ended by itself: {node.EndReason}");
        }

        return await node.StopAsync().ConfigureAwait(false)
            ? ExitCodes.Success
            : throw new CliException($"the node did not stop within {Units.Duration(NodeHost.StopMax)}");
    }

    private void Write(string line, CancellationTokenSource unread)
    {
        try
        {
            _context.Out.WriteLine(SafeText.Escape(line, DebugLineCharsMax));
        }
        catch (OutputClosedException)
        {
            // On a thread of the firmware, which knows nothing of it: the command ends instead.
            unread.Cancel();
        }
    }

    private NodeSettingsFile ReadSettings(ParseResult parsed)
    {
        NodeSettingsFile settings = FindSettings(parsed);
        BrokerAddress? broker = _broker.Address(parsed, BrokerAddress.DefaultPort);
        if (broker is not null || !settings.HasFile)
        {
            settings.With(broker ?? DefaultBroker);
            Change(settings, "tls", broker?.Transport?.HasTls() == true);
        }

        Change(settings, "deviceId", parsed.GetValue(_node.Id));
        (string? user, string? password) = _broker.Account(parsed);
        Change(settings, "brokerUser", user);
        Change(settings, "brokerPassword", password);
        if (parsed.GetValue(_interval) is { } interval)
        {
            settings.With("intervalMs", (int)interval.TotalMilliseconds);
        }

        return settings;
    }

    private NodeSettingsFile FindSettings(ParseResult parsed)
    {
        if (parsed.GetValue(_node.Settings) is { } file)
        {
            return NodeSettingsFile.FromFile(file);
        }

        string? kept = parsed.GetValue(_node.Flash) is { } flash ? Path.Combine(flash, NodeSettingsFile.FileName) : null;
        return File.Exists(kept) ? NodeSettingsFile.FromFile(kept) : NodeSettingsFile.Empty();
    }

    private static void Change(NodeSettingsFile settings, string key, bool isOn)
    {
        if (isOn)
        {
            settings.With(key, JsonValue.Create(true));
        }
    }

    private static void Change(NodeSettingsFile settings, string key, string? value)
    {
        if (value is not null)
        {
            settings.With(key, JsonValue.Create(value));
        }
    }
}
