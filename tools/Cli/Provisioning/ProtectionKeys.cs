using SensorNet.Cli.Hosting;
using SensorNet.Cli.Nodes;
using SensorNet.Cli.Sn.Protection;

namespace SensorNet.Cli.Provisioning;

/// <summary>The file of keys of a gateway's clients, from which a constrained node gets its own and a gateway on a board all.</summary>
/// <param name="path">The file: a line clientid:hexkey for each client.</param>
internal sealed class ProtectionKeys(string path)
{
    private readonly IReadOnlyList<(string Id, byte[] Key)> _keys = ClientKeys.ReadAll(path);

    /// <summary>Whether boards of this kind have keys.</summary>
    public static bool AreFor(NodeFirmware kind) => kind is NodeFirmware.ConstrainedNode or NodeFirmware.Gateway;

    /// <summary>Gives a device its keys, where it has none of its own.</summary>
    /// <exception cref="CliException">There is no key of this device.</exception>
    public void ApplyTo(SettingsDraft settings)
    {
        if (settings.Firmware == NodeFirmware.ConstrainedNode && settings[SettingsDraft.DeviceId] is { } id)
        {
            settings["protectionKey"] ??= Convert.ToHexStringLower(ClientKeys.KeyOf(_keys, path, id));
        }
        else if (settings.Firmware == NodeFirmware.Gateway)
        {
            settings["clientKeys"] ??= string.Join(';', _keys.Select(each => $"{each.Id}={Convert.ToHexStringLower(each.Key)}"));
        }
    }
}
