using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SensorNet.GatewayService.Transport.Udp;

/// <summary>Opens the sockets of the gateway.</summary>
internal static class UdpSockets
{
    /// <summary>Whether each shard has a socket of its own, among which the kernel spreads the peers.</summary>
    public static bool CanShareAPort => OperatingSystem.IsLinux();

    /// <summary>A bound socket with a receive buffer of about the wanted size.</summary>
    /// <exception cref="SocketException">The address is in use, is not this machine's, or its family is off.</exception>
    public static Socket Open(IPEndPoint local, int receiveBufferBytes, bool sharesPort)
    {
        Socket socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (local.AddressFamily == AddressFamily.InterNetworkV6)
            {
                // IPv4 has a socket of its own, so that a peer has one address and not two.
                socket.DualMode = false;
            }

            if (sharesPort)
            {
                Share(socket);
            }

            socket.EnableBroadcast = local.AddressFamily == AddressFamily.InterNetwork;
            EnlargeReceiveBuffer(socket, receiveBufferBytes);
            socket.Bind(local);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A socket that hears a multicast group or a broadcast address.</summary>
    /// <exception cref="SocketException">The address cannot be used.</exception>
    public static Socket OpenDiscovery(IPEndPoint address, int receiveBufferBytes)
    {
        Socket socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (OperatingSystem.IsLinux())
            {
                Share(socket);
            }

            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            EnlargeReceiveBuffer(socket, receiveBufferBytes);

            // Bound to the group itself a socket hears nothing else; Windows only binds to its own addresses.
            IPAddress any = address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
            socket.Bind(OperatingSystem.IsWindows() ? new IPEndPoint(any, address.Port) : address);
            Join(socket, address.Address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Join(Socket socket, IPAddress group)
    {
        if (group.IsIPv6Multicast)
        {
            socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.AddMembership, new IPv6MulticastOption(group));
        }
        else if (group.AddressFamily == AddressFamily.InterNetwork && group.GetAddressBytes()[0] is >= 224 and <= 239)
        {
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(group));
        }
    }

    // Each shard binds to the same port, and discovery to the same port at another address.
    private static void Share(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.SetRawSocketOption(Libc.SocketLevel, Libc.ReusePort, BitConverter.GetBytes(1));
        if (socket.AddressFamily == AddressFamily.InterNetwork)
        {
            // Only the socket that joined a group hears it.
            socket.SetRawSocketOption(Libc.IpLevel, Libc.MulticastAll, BitConverter.GetBytes(0));
        }
    }

    /// <summary>The octets that the kernel holds for a socket.</summary>
    /// <remarks>Linux counts its own overhead and answers with twice what was asked for (socket(7), SO_RCVBUF).</remarks>
    public static int ReceiveBufferBytes(Socket socket) => OperatingSystem.IsLinux() ? socket.ReceiveBufferSize / 2 : socket.ReceiveBufferSize;

    public static UdpPort CreatePort(Socket socket, int index, int datagramBytesMax, bool receives = true, bool isSecured = false)
    {
        return OperatingSystem.IsLinux()
            ? new LinuxUdpPort(socket, index, datagramBytesMax) { IsSecured = isSecured }
            : new PortableUdpPort(socket, index, receives, datagramBytesMax) { IsSecured = isSecured };
    }

    private static void EnlargeReceiveBuffer(Socket socket, int bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                // With CAP_NET_ADMIN the limit net.core.rmem_max does not apply.
                socket.SetRawSocketOption(Libc.SocketLevel, Libc.ReceiveBufferForce, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in bytes)));
                return;
            }
            catch (SocketException)
            {
                // Without it, the kernel gives what it allows, and the caller says how much that is.
            }
        }

        socket.ReceiveBufferSize = bytes;
    }
}
