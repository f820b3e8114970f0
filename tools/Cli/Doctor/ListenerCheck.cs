using System.Net;
using System.Net.NetworkInformation;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Doctor;

/// <summary>Whether a broker on this computer can be reached from others: by asking the system who listens, without traffic.</summary>
internal static class ListenerCheck
{
    public const string Name = "broker.listener";

    public static void Run(IPAddress broker, int port, CheckReport report)
    {
        IReadOnlyList<IPAddress> own = OwnAddresses.Find();
        if (!IPAddress.IsLoopback(broker) && !own.Contains(broker))
        {
            report.Skipped(Name, "the broker is on another computer");
            return;
        }

        IPAddress[] bound = ListenersOf(port);
        if (bound.Length == 0)
        {
            report.Skipped(Name, "this system does not tell who listens");
            return;
        }

        if (bound.All(IPAddress.IsLoopback))
        {
            report.Failed(
                Name,
                $"the broker listens on {string.Join(" and ", bound.Select(each => each.ToString()))} only",
                $"a node on another host would be refused: give Mosquitto a line 'listener {port}', and nodes this computer's address{Suggest(own)}");
            return;
        }

        string where = string.Join(", ", bound.Where(each => !IPAddress.IsLoopback(each)).Select(Describe));
        report.Ok(Name, $"the broker listens on {where}; nodes reach it by this computer's address{Suggest(own)}");
    }

    private static string Describe(IPAddress bound) =>
        bound.Equals(IPAddress.Any) || bound.Equals(IPAddress.IPv6Any) ? "all addresses" : bound.ToString();

    private static string Suggest(IReadOnlyList<IPAddress> own) => own.Count == 0 ? "" : $" ({string.Join(" or ", own)})";

    private static IPAddress[] ListenersOf(int port)
    {
        try
        {
            IPEndPoint[] all = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
            return [.. all.Where(each => each.Port == port).Select(each => each.Address).Distinct()];
        }
        catch (Exception unknown) when (unknown is NetworkInformationException or PlatformNotSupportedException)
        {
            return [];
        }
    }
}
