using System.Net;
using System.Net.Sockets;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Transport.Udp;

/// <summary>Opens all sockets of the gateway and deals them out to the shards.</summary>
internal static class GatewaySockets
{
    /// <summary>
    /// The ports of each shard: those where it listens, in the order of the settings, then those for DTLS; the first shard's also hear discovery.
    /// </summary>
    /// <param name="settings">Where it listens without DTLS, and the sizes.</param>
    /// <param name="secured">Where it listens for DTLS.</param>
    /// <param name="recordBytesMax">Octets of the longest datagram there.</param>
    /// <param name="shards">How many shards there are.</param>
    /// <exception cref="IOException">An address cannot be used; says which and why.</exception>
    public static UdpPort[][] Open(UdpSettings settings, IReadOnlyList<IPEndPoint> secured, int recordBytesMax, int shards)
    {
        List<Socket> opened = new List<Socket>();
        try
        {
            List<UdpPort>[] ports = Enumerable.Range(0, shards).Select(_ => new List<UdpPort>()).ToArray();
            foreach (IPEndPoint local in settings.Listen)
            {
                Listen(settings, local, settings.DatagramBytesMax, false, ports, opened);
            }

            foreach (IPEndPoint local in secured)
            {
                Listen(settings, local, recordBytesMax, true, ports, opened);
            }

            foreach (IPEndPoint discovery in settings.Discovery)
            {
                int answersFrom = ports[0].First(port => port.LocalEndPoint.AddressFamily == discovery.AddressFamily).Index;
                Socket socket = Try(() => UdpSockets.OpenDiscovery(discovery, settings.ReceiveBufferBytes), discovery, opened);
                ports[0].Add(UdpSockets.CreatePort(socket, answersFrom, settings.DatagramBytesMax));
            }

            return [.. ports.Select(list => list.ToArray())];
        }
        catch
        {
            opened.ForEach(socket => socket.Dispose());
            throw;
        }
    }

    private static void Listen(
        UdpSettings settings, IPEndPoint local, int bytesMax, bool isSecured, List<UdpPort>[] ports, List<Socket> opened)
    {
        // The same in each shard, as the discovery sockets come last.
        int index = ports[0].Count;
        if (UdpSockets.CanShareAPort)
        {
            // A shared port would be shared with another process, too: who listens there already is found out first.
            using (Socket probe = Try(() => UdpSockets.Open(local, settings.ReceiveBufferBytes, sharesPort: false), local, []))
            {
                local = (IPEndPoint)probe.LocalEndPoint!;
            }

            foreach (List<UdpPort> list in ports)
            {
                Socket socket = Try(() => UdpSockets.Open(local, settings.ReceiveBufferBytes, sharesPort: true), local, opened);
                list.Add(UdpSockets.CreatePort(socket, index, bytesMax, isSecured: isSecured));
            }

            return;
        }

        // One socket: the first shard receives, and hands over; all send.
        Socket one = Try(() => UdpSockets.Open(local, settings.ReceiveBufferBytes, sharesPort: false), local, opened);
        for (int shard = 0; shard < ports.Length; shard++)
        {
            ports[shard].Add(UdpSockets.CreatePort(one, index, bytesMax, receives: shard == 0, isSecured: isSecured));
        }
    }

    private static Socket Try(Func<Socket> open, IPEndPoint local, List<Socket> opened)
    {
        try
        {
            Socket socket = open();
            opened.Add(socket);
            return socket;
        }
        catch (SocketException e)
        {
            throw new IOException($"cannot listen on {local}: {e.Message} ({e.SocketErrorCode})", e);
        }
    }
}
