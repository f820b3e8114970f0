using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SensorNet.GatewayService.Udp;

/// <summary>Opens the sockets of the gateway.</summary>
internal static class UdpSockets
{
    /// <summary>Whether each shard has a socket of its own, among which the kernel spreads the peers.</summary>
    public static bool CanShareAPort => OperatingSystem.IsLinux();

    /// <summary>A bound socket with a receive buffer of about the wanted size.</summary>
    /// <exception cref="SocketException">The address is in use, is not this machine's, or its family is off.</exception>
    public static Socket Open(IPEndPoint local, int receiveBufferBytes, bool sharesPort)
    {
        var socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (local.AddressFamily == AddressFamily.InterNetworkV6)
            {
                // IPv4 has a socket of its own, so that a peer has one address and not two.
                socket.DualMode = false;
            }

            if (sharesPort)
            {
                socket.SetRawSocketOption(Libc.SocketLevel, Libc.ReusePort, BitConverter.GetBytes(1));
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

    /// <summary>The octets that the kernel holds for a socket.</summary>
    /// <remarks>Linux counts its own overhead and answers with twice what was asked for (socket(7), SO_RCVBUF).</remarks>
    public static int ReceiveBufferBytes(Socket socket) => OperatingSystem.IsLinux() ? socket.ReceiveBufferSize / 2 : socket.ReceiveBufferSize;

    public static UdpPort CreatePort(Socket socket, int index, bool receives = true) =>
        OperatingSystem.IsLinux() ? new LinuxUdpPort(socket, index) : new PortableUdpPort(socket, index, receives);

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
