using System.Net;
using System.Net.Sockets;

namespace SensorNet.Emulator;

/// <summary>Ports at which the board listens as an access point, on the PC's loopback interface.</summary>
internal static class OwnPorts
{
    /// <exception cref="SocketException">The board does not have this address.</exception>
    public static void ThrowIfNotOwn(BoardRuntime runtime, IPAddress address)
    {
        runtime.ThrowIfOff();
        if (runtime.Board.Wifi.OwnAddress != address.ToString())
        {
            throw new SocketException((int)SocketError.AddressNotAvailable);
        }
    }

    /// <summary>Binds the PC's port that stands for one of the board's.</summary>
    public static void Bind(BoardRuntime runtime, System.Net.Sockets.Socket host, int port)
    {
        if (host.SocketType == SocketType.Stream)
        {
            // The board has the port again right after a restart.
            host.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        }

        host.Bind(new IPEndPoint(IPAddress.Loopback, runtime.Board.PcPortToBind(port)));
        runtime.Board.NotePort(port, ((IPEndPoint)host.LocalEndPoint!).Port);
    }
}
