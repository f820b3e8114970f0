using SensorNet.Cli.Brokers;
using SensorNet.Emulator;

namespace SensorNet.Cli.Nodes;

/// <summary>A node to emulate.</summary>
/// <param name="Settings">What its settings file says.</param>
/// <param name="DebugLine">Takes each line of its debug output, from any thread; it must not throw.</param>
internal sealed record NodePlan(NodeSettingsFile Settings, Action<string> DebugLine)
{
    /// <summary>What runs on the board.</summary>
    public NodeFirmware Firmware { get; init; } = NodeFirmware.SensorNode;

    /// <summary>Decides the MAC address, the weather and the noise.</summary>
    public int Seed { get; init; }

    public SensorKind Sensor { get; init; } = SensorKind.Bme280;

    /// <summary>The folder that is its flash, kept; null for a temporary one.</summary>
    public string? FlashFolder { get; init; }

    /// <summary>The certificates that the board has stored; null for none.</summary>
    public BoardStore? Store { get; init; }

    public IReadOnlyList<FaultPlan> Faults { get; init; } = [];
}
