using System.Net;

namespace SensorNet.Emulator;

/// <summary>nanoFramework's Dns: asks over the board's network.</summary>
internal static class BoardDns
{
    /// <summary>The host's IPv4 address.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is none, or no network to ask.</exception>
    public static IPHostEntry GetHostEntry(string hostNameOrAddress) => new()
    {
        HostName = hostNameOrAddress,
        AddressList = [BoardRuntime.Current.Board.Wifi.Resolve(hostNameOrAddress)],
    };
}
