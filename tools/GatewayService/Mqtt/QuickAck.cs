using System.Net.Sockets;
using System.Runtime.InteropServices;
using SensorNet.GatewayService.Transport.Udp;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>Has TCP acknowledge at once what comes next, on Linux; it lasts until the next acknowledgement only (tcp(7), TCP_QUICKACK).</summary>
internal static class QuickAck
{
    public static void Arm(Socket socket)
    {
        if (OperatingSystem.IsLinux())
        {
            int on = 1;
            try
            {
                socket.SetRawSocketOption(Libc.TcpLevel, Libc.QuickAck, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in on)));
            }
            catch (ObjectDisposedException)
            {
                // A WebSocket that ends closes its socket on another thread; the read that is under way says that the connection is lost.
                return;
            }
        }
    }
}
