using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace SensorNet.Cli.Hosting;

/// <summary>The IPv4 addresses by which other computers reach this one.</summary>
internal static class OwnAddresses
{
    /// <summary>Empty where there is none, or the system does not tell.</summary>
    public static IReadOnlyList<IPAddress> Find()
    {
        try
        {
            return
            [
                .. NetworkInterface.GetAllNetworkInterfaces()
                    .Where(each => each.OperationalStatus == OperationalStatus.Up)
                    .SelectMany(each => each.GetIPProperties().UnicastAddresses)
                    .Select(each => each.Address)
                    .Where(each => each.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(each)),
            ];
        }
        catch (Exception unknown) when (unknown is NetworkInformationException or PlatformNotSupportedException)
        {
            return [];
        }
    }
}
