using System.IO.Enumeration;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Access.Lists;

/// <summary>
/// Which client ids and which addresses may connect. What a list denies may not; where there is something allowed of a kind, nothing else is. Not
/// changed once made.
/// </summary>
internal sealed class AccessLists(
    IReadOnlyList<string> allowedClients,
    IReadOnlyList<string> deniedClients,
    IReadOnlyList<AddressRange> allowedAddresses,
    IReadOnlyList<AddressRange> deniedAddresses)
{
    /// <summary>Whether they say anything of addresses.</summary>
    public bool HasAddresses => allowedAddresses.Count + deniedAddresses.Count > 0;

    /// <summary>Whether they say nothing of client ids.</summary>
    public bool HasNoClients => allowedClients.Count + deniedClients.Count == 0;

    public bool AllowsClient(string clientId) =>
        !IsOn(deniedClients, clientId) && (allowedClients.Count == 0 || IsOn(allowedClients, clientId));

    public bool AllowsAddress(in NetworkAddress address) =>
        !IsOn(deniedAddresses, address) && (allowedAddresses.Count == 0 || IsOn(allowedAddresses, address));

    /// <summary>Both together.</summary>
    public AccessLists With(AccessLists other) => new(
        [.. allowedClients, .. other.Clients(allowed: true)],
        [.. deniedClients, .. other.Clients(allowed: false)],
        [.. allowedAddresses, .. other.Addresses(allowed: true)],
        [.. deniedAddresses, .. other.Addresses(allowed: false)]);

    private static bool IsOn(IReadOnlyList<string> patterns, string clientId)
    {
        foreach (string pattern in patterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, clientId, ignoreCase: false))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOn(IReadOnlyList<AddressRange> ranges, in NetworkAddress address)
    {
        for (int i = 0; i < ranges.Count; i++)
        {
            if (ranges[i].Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private IReadOnlyList<string> Clients(bool allowed) => allowed ? allowedClients : deniedClients;

    private IReadOnlyList<AddressRange> Addresses(bool allowed) => allowed ? allowedAddresses : deniedAddresses;
}
