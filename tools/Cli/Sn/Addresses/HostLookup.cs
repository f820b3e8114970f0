using System.Net;
using System.Net.Sockets;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Sn.Addresses;

/// <summary>Finds the IP address behind a name.</summary>
internal static class HostLookup
{
    /// <exception cref="CliException">There is no such host.</exception>
    public static async Task<IPEndPoint> ResolveAsync(BrokerAddress address, CancellationToken cancellation)
    {
        try
        {
            IPAddress[] found = await Dns.GetHostAddressesAsync(address.Host, cancellation).ConfigureAwait(false);

            // Most gateways listen on IPv4 alone, and a datagram to a port where nobody listens is lost, and nothing says so.
            IPAddress? chosen = found.FirstOrDefault(ip => ip.AddressFamily == AddressFamily.InterNetwork) ?? found.FirstOrDefault();
            return chosen is null ? throw NotFound(address) : new IPEndPoint(chosen, address.Port);
        }
        catch (SocketException)
        {
            throw NotFound(address);
        }
    }

    private static CliException NotFound(BrokerAddress address) =>
        new($"no host '{address.Host}' found: check --gateway");
}
