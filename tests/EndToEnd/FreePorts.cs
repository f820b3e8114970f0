using System.Net;
using System.Net.Sockets;

namespace SensorNet.EndToEnd.Tests;

/// <summary>
/// Ports for servers that a scenario starts, and starts again: below those that systems give out on their own, so that no other connection has one
/// meanwhile, and each one once.
/// </summary>
internal static class FreePorts
{
    private const int First = 20_000;
    private const int Count = 12_000;

    // Test projects run at the same time, as processes with numbers that are near to each other.
    private const int PortsPerProcess = 397;

    private static int _next = Environment.ProcessId * PortsPerProcess % Count;

    /// <summary>A port that nobody has bound for TCP or UDP.</summary>
    public static int Next()
    {
        for (int tried = 0; tried < Count; tried++)
        {
            int port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (IsFree(port, SocketType.Stream, ProtocolType.Tcp) && IsFree(port, SocketType.Dgram, ProtocolType.Udp))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"no free port from {First} to {First + Count - 1}");
    }

    private static bool IsFree(int port, SocketType type, ProtocolType protocol)
    {
        using Socket socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
