using System.Net;
using System.Net.Sockets;
using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Doctor;

/// <summary>Whether somebody listens at the broker's port, over IPv4 as nodes speak it.</summary>
internal static class TcpCheck
{
    public const string Name = "broker.tcp";

    /// <returns>Where the connection went; null when there is none.</returns>
    public static async Task<IPAddress?> RunAsync(BrokerOptions broker, CheckReport report, TimeProvider time, CancellationToken stop)
    {
        BrokerAddress address = broker.Address;
        IPAddress[] others = [];
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(broker.Timeout);
        long from = time.GetTimestamp();
        Exception? failure = null;
        try
        {
            (IPAddress[] usable, others) = await NodeAddresses.FindAsync(address.Host, limit.Token).ConfigureAwait(false);
            if (usable.Length > 0)
            {
                IPAddress reached = await ConnectAsync(usable, address.Port, limit.Token).ConfigureAwait(false);
                report.Ok(Name, $"{address} answers within {time.GetElapsedTime(from).TotalMilliseconds:0} ms");
                return reached;
            }
        }
        catch (Exception none) when (IsNone(none, stop))
        {
            failure = none;
        }

        if (await AnswersAsync(others, broker, stop).ConfigureAwait(false))
        {
            report.Failed(
                Name, $"{address} answers over IPv6 only, and the firmware knows no IPv6",
                "have the broker listen on an IPv4 address too, and give nodes that one or a name of it");
        }
        else
        {
            Fail(failure, broker, report);
        }

        return null;
    }

    private static bool IsNone(Exception failure, CancellationToken stop) =>
        failure is SocketException || (failure is OperationCanceledException && !stop.IsCancellationRequested);

    private static async Task<IPAddress> ConnectAsync(IPAddress[] addresses, int port, CancellationToken stop)
    {
        using Socket socket = new Socket(addresses[0].AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(addresses, port, stop).ConfigureAwait(false);
        return ((IPEndPoint)socket.RemoteEndPoint!).Address;
    }

    private static async Task<bool> AnswersAsync(IPAddress[] addresses, BrokerOptions broker, CancellationToken stop)
    {
        if (addresses.Length == 0)
        {
            return false;
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(broker.Timeout);
        try
        {
            await ConnectAsync(addresses, broker.Address.Port, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception none) when (IsNone(none, stop))
        {
            // Neither there: what IPv4 said counts.
            return false;
        }
    }

    /// <param name="failure">What came of IPv4; null where there is no address of it.</param>
    /// <param name="broker">The broker.</param>
    /// <param name="report">Is told.</param>
    private static void Fail(Exception? failure, BrokerOptions broker, CheckReport report)
    {
        switch (failure)
        {
            case null:
                report.Failed(Name, NodeAddresses.Missing(broker.Address.Host), "is there another name, or an IPv4 address, of the broker?");
                break;
            case SocketException socket:
                Fail(socket, broker.Address, report);
                break;
            default:
                report.Failed(
                    Name,
                    $"nothing answers at {broker.Address} within {broker.Timeout.TotalSeconds:0.#} s",
                    "a node would try for ever: is the address right, and does a firewall drop the port?");
                break;
        }
    }

    private static void Fail(SocketException failure, BrokerAddress address, CheckReport report)
    {
        switch (failure.SocketErrorCode)
        {
            case SocketError.ConnectionRefused:
                report.Failed(Name, $"nobody listens at {address}", "is the broker running there, and is the port right (1883, with TLS 8883)?");
                break;
            case SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain:
                report.Failed(
                    Name, $"there is no host '{address.Host}'", "a node asks the DNS server that its DHCP names: an IPv4 address always works");
                break;
            default:
                report.Failed(
                    Name,
                    $"{address} cannot be reached: {failure.Message}",
                    "is there a way to it from this computer, and from the node's network?");
                break;
        }
    }
}
