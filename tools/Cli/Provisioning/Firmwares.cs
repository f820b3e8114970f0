using SensorNet.Broker;
using SensorNet.Cli.Nodes;
using SensorNet.ConstrainedNode;
using SensorNet.Device;
using SensorNet.GatewayNode;
using SensorNet.SensorNode;

namespace SensorNet.Cli.Provisioning;

/// <summary>What one calls the kinds of boards, and the settings that each has.</summary>
internal static class Firmwares
{
    private static readonly (string Word, NodeFirmware Firmware)[] All =
    [
        ("sensor", NodeFirmware.SensorNode),
        ("constrained", NodeFirmware.ConstrainedNode),
        ("gateway", NodeFirmware.Gateway),
    ];

    public static IReadOnlyList<string> Words => [.. All.Select(each => each.Word)];

    /// <returns>What is wrong with the word, as the end of a sentence that names it; null when nothing is.</returns>
    public static string? Parse(string word, out NodeFirmware firmware)
    {
        firmware = All.FirstOrDefault(each => each.Word == word).Firmware;
        return Words.Contains(word) ? null : $"is no kind of node: there are {string.Join(", ", Words)}";
    }

    /// <summary>The settings that the firmware itself goes by.</summary>
    public static SettingDeclarations SettingsOf(NodeFirmware firmware) => firmware switch
    {
        NodeFirmware.SensorNode => new NodeDeclarations(),
        NodeFirmware.ConstrainedNode => new ConstrainedDeclarations(),
        NodeFirmware.Gateway => new GatewayNodeDeclarations(),
        _ => throw new ArgumentOutOfRangeException(nameof(firmware), firmware, "is no firmware"),
    };

    /// <summary>How a device enters its broker, by the firmware's own reading of a settings file.</summary>
    /// <returns>Null for a firmware without a broker, and for a file with a problem.</returns>
    public static BrokerSessionSettings? BrokerSessionOf(NodeFirmware firmware, byte[] file) => firmware switch
    {
        NodeFirmware.SensorNode => NodeSettingsReader.Read(file, null!, out _),
        NodeFirmware.Gateway => GatewayNodeSettingsReader.Read(file, null!, out _)?.Broker,
        _ => null,
    };

    /// <summary>Whether it has an MQTT connection of its own.</summary>
    public static bool HasBroker(NodeFirmware firmware) => firmware != NodeFirmware.ConstrainedNode;
}
