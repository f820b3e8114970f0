using SensorNet.Cli.Files;
using SensorNet.Cli.Hosting;
using SensorNet.Emulator;

namespace SensorNet.Cli.Nodes;

/// <summary>One emulated board that runs the firmware.</summary>
internal sealed class NodeHost : IDisposable
{
    /// <summary>The firmware's own limits for its last words are shorter.</summary>
    public static readonly TimeSpan StopMax = TimeSpan.FromSeconds(15);

    /// <summary>IEEE 802.11: an SSID has up to 32 octets.</summary>
    private const int SsidCharsMax = 32;

    private const string RefusedPassword = "not-the-password";

    private readonly Board _board;
    private readonly BoardFaults _faults;
    private readonly EmulatedNode _node;

    private NodeHost(Board board, BoardFaults faults, Action main)
    {
        _board = board;
        _faults = faults;
        _node = EmulatedNode.Start(board, main);
    }

    /// <summary>Completes when the node runs no more.</summary>
    public Task Completion => _node.Completion;

    /// <summary>Why it runs no more, as the end of a sentence.</summary>
    public string EndReason => _node.Failure?.Message ?? "its program returned";

    /// <exception cref="CliException">The flash folder cannot be used.</exception>
    public static NodeHost Start(NodePlan plan, TimeProvider time)
    {
        Board? board = null;
        try
        {
            board = new Board(OptionsOf(plan));
            PrivateFile.Write(board.Flash.HostPath($@"I:\{NodeSettingsFile.FileName}"), plan.Settings.ToBytes());
            return new NodeHost(board, BoardFaults.Schedule(board, plan.Faults, time), MainOf(plan.Firmware));
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            board?.Dispose();
            throw new CliException($"the flash folder cannot be used: {unusable.Message}");
        }
    }

    /// <summary>The board that a plan asks for.</summary>
    public static BoardOptions OptionsOf(NodePlan plan) => new()
    {
        Seed = plan.Seed,
        FlashFolder = plan.FlashFolder,
        Sensor = plan.Sensor,
        Wifi = WifiOf(plan),
        DebugLine = plan.DebugLine,
        StoredCaCertificates = plan.Store?.CaPem,
        StoredDeviceCertificate = plan.Store?.OwnPem,
    };

    /// <summary>A planned stop: the node publishes 'offline' and ends.</summary>
    /// <returns>False when it did not within <see cref="StopMax"/>.</returns>
    public Task<bool> StopAsync() => Task.Run(() => _node.Stop(StopMax));

    public void Dispose()
    {
        _faults.Dispose();
        _node.Dispose();
        _board.Dispose();
    }

    private static Action MainOf(NodeFirmware firmware) => firmware switch
    {
        NodeFirmware.SensorNode => SensorNode.Program.Main,
        NodeFirmware.ConstrainedNode => ConstrainedNode.Program.Main,
        NodeFirmware.Gateway => GatewayNode.Program.Main,
        _ => throw new ArgumentOutOfRangeException(nameof(firmware), firmware, "is no firmware"),
    };

    /// <summary>The network that the settings name is in reach, or the one that the board has stored.</summary>
    private static WifiOptions WifiOf(NodePlan plan)
    {
        AccessPoint accessPoint = WifiOptions.DefaultAccessPoint;
        if (plan.Settings.TryGetText("wifiSsid") is { Length: > 0 and <= SsidCharsMax } ssid)
        {
            accessPoint = new AccessPoint(ssid, plan.Settings.TryGetText("wifiPassword") ?? "");
        }

        bool isRefused = plan.Faults.Any(each => each.Fault == NodeFault.WifiRefused);
        return new WifiOptions
        {
            AccessPoints = [isRefused ? accessPoint with { Password = RefusedPassword } : accessPoint],
        };
    }
}
