using System.Net;
using System.Net.Sockets;

namespace SensorNet.Cli.Doctor;

/// <summary>The addresses of a host that a node could use: nanoFramework's network stack knows IPv4 alone.</summary>
internal static class NodeAddresses
{
    /// <summary>What a check says of a host without one.</summary>
    public static string Missing(string host) => $"'{host}' has no IPv4 address, and the firmware knows no IPv6";

    /// <returns>Those of IPv4; none for a host that has others only, such as <c>::1</c>. And those others.</returns>
    /// <exception cref="SocketException">There is no such host.</exception>
    public static async Task<(IPAddress[] Usable, IPAddress[] Others)> FindAsync(string host, CancellationToken stop)
    {
        // All are asked for: of IPv4 alone .NET gives nothing for an address of IPv6, and of a name without one says that there is no such host.
        IPAddress[] all = await Dns.GetHostAddressesAsync(host, stop).ConfigureAwait(false);
        ILookup<bool, IPAddress> isUsable = all.ToLookup(each => each.AddressFamily == AddressFamily.InterNetwork);
        return ([.. isUsable[true]], [.. isUsable[false]]);
    }
}
