using System.Net;
using System.Net.Sockets;
using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Doctor;

/// <summary>Whether somebody listens at the broker's port.</summary>
internal static class TcpCheck
{
    public const string Name = "broker.tcp";

    /// <returns>Where the connection went; null when there is none.</returns>
    public static async Task<IPAddress?> RunAsync(BrokerOptions broker, CheckReport report, TimeProvider time, CancellationToken stop)
    {
        BrokerAddress address = broker.Address;
        using Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(broker.Timeout);
        long from = time.GetTimestamp();
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, limit.Token).ConfigureAwait(false);
            IPAddress reached = ((IPEndPoint)socket.RemoteEndPoint!).Address;
            reached = reached.IsIPv4MappedToIPv6 ? reached.MapToIPv4() : reached;
            report.Ok(Name, $"{address} answers within {time.GetElapsedTime(from).TotalMilliseconds:0} ms");
            return reached;
        }
        catch (SocketException failure)
        {
            Fail(failure, address, report);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            report.Failed(
                Name,
                $"nothing answers at {address} within {broker.Timeout.TotalSeconds:0.#} s",
                "a node would try for ever: is the address right, and does a firewall drop the port?");
        }

        return null;
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
