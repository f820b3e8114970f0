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
    private readonly IReadOnlyList<string> _allowedClients = allowedClients;
    private readonly IReadOnlyList<string> _deniedClients = deniedClients;
    private readonly IReadOnlyList<AddressRange> _allowedAddresses = allowedAddresses;
    private readonly IReadOnlyList<AddressRange> _deniedAddresses = deniedAddresses;

    /// <summary>Whether they say anything of addresses.</summary>
    public bool HasAddresses => _allowedAddresses.Count + _deniedAddresses.Count > 0;

    /// <summary>Whether they say nothing of client ids.</summary>
    public bool HasNoClients => _allowedClients.Count + _deniedClients.Count == 0;

    public bool AllowsClient(string clientId) =>
        !IsOn(_deniedClients, clientId) && (_allowedClients.Count == 0 || IsOn(_allowedClients, clientId));

    public bool AllowsAddress(in NetworkAddress address) =>
        !IsOn(_deniedAddresses, address) && (_allowedAddresses.Count == 0 || IsOn(_allowedAddresses, address));

    /// <summary>Both together.</summary>
    public AccessLists With(AccessLists other) => new(
        [.. _allowedClients, .. other._allowedClients],
        [.. _deniedClients, .. other._deniedClients],
        [.. _allowedAddresses, .. other._allowedAddresses],
        [.. _deniedAddresses, .. other._deniedAddresses]);

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
}
