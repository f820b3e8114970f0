using System.Net;
using System.Net.Sockets;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Nodes;

/// <summary>The demonstration's MQTT-SN: an emulated ESP32 that is the gateway, and nodes that sleep between their readings.</summary>
internal sealed class ConstrainedFleet(int count, BrokerOptions broker, TimeSpan interval, string namePrefix, int? gatewayPort)
{
    /// <summary>The port that MQTT-SN's programs look for.</summary>
    public const int GatewayPortDefault = 1884;

    /// <summary>A node that sleeps does so for a while.</summary>
    public static readonly TimeSpan IntervalMin = TimeSpan.FromSeconds(5);

    private const int SeedBase = 1000;
    private const string Host = "127.0.0.1";

    private static readonly string[] Names = ["meadow", "beehive", "orchard", "pond", "shed", "vineyard", "stable", "trail", "silo", "well"];

    /// <summary>How the firmware's debug output says that it has its broker.</summary>
    private const string ConnectedLine = "connected to ";

    private readonly int _udpPort = count == 0 ? 0 : ChoosePort(gatewayPort);
    private readonly TaskCompletionSource _gatewayReady = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>As many as there are names.</summary>
    public static int CountMax => Names.Length;

    public int Count => count;

    /// <summary>Where the gateway listens, host:port; null where there is none.</summary>
    public string? Gateway => count == 0 ? null : $"{Host}:{_udpPort}";

    /// <summary>Completes when the gateway has its broker; until then it turns nodes away for minutes (MQTT-SN 1.2, 6.13: T_WAIT).</summary>
    public Task GatewayReady => _gatewayReady.Task;

    public NodePlan GatewayPlan => new(GatewaySettings(), NoteGateway)
    {
        Firmware = NodeFirmware.Gateway,
        Seed = SeedBase,
        Store = broker.StoreOf?.Invoke("gateway"),
    };

    public string NameOf(int index) => namePrefix + Names[index];

    /// <summary>Every second node sleeps deeply: it boots for each reading. Its readings are CBOR, the others' JSON.</summary>
    public NodePlan PlanOf(int index)
    {
        TimeSpan pause = interval < IntervalMin ? IntervalMin : interval;
        NodeSettingsFile settings = NodeSettingsFile.Empty()
            .With("deviceId", NameOf(index))
            .With("intervalMs", (int)pause.TotalMilliseconds)
            .With("gatewayHost", Host)
            .With("gatewayPort", _udpPort)
            .With("sleep", index % 2 == 0 ? "light" : "deep")
            .With("payload", index % 2 == 0 ? "json" : "cbor");
        return new NodePlan(settings, _ => { }) { Firmware = NodeFirmware.ConstrainedNode, Seed = SeedBase + 1 + index };
    }

    private void NoteGateway(string line)
    {
        if (line.StartsWith(ConnectedLine, StringComparison.Ordinal))
        {
            _gatewayReady.TrySetResult();
        }
    }

    private NodeSettingsFile GatewaySettings()
    {
        NodeSettingsFile settings = NodeSettingsFile.Empty().With("udpPort", _udpPort).With(broker.Address);
        if (broker.User is not null)
        {
            settings.With("brokerUser", broker.User);
        }

        if (broker.Tls)
        {
            settings.With("tls", true);
        }

        return broker.Password is null ? settings : settings.With("brokerPassword", broker.Password);
    }

    // The gateway binds it a moment later; what takes it in between makes the gateway say so and try again.
    private static int ChoosePort(int? asked)
    {
        if (TryPort(asked ?? GatewayPortDefault) is { } port)
        {
            return port;
        }

        return asked is null
            ? TryPort(0)!.Value
            : throw new CliException(
                $"UDP port {asked} is in use: choose another with --gateway-port N, or leave the option out for one that is free");
    }

    private static int? TryPort(int port)
    {
        try
        {
            using UdpClient probe = new UdpClient(new IPEndPoint(IPAddress.Any, port));
            return ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
