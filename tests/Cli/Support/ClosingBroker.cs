using System.Net;
using System.Net.Sockets;

namespace SensorNet.Cli.Tests.Support;

/// <summary>A broker that accepts the connection and the subscription, and then closes: again and again.</summary>
internal sealed class ClosingBroker : IDisposable
{
    /// <summary>[MQTT-3.2.0-1]: CONNACK, accepted.</summary>
    private static readonly byte[] ConnAck = [0x20, 2, 0, 0];

    /// <summary>Where the packet id of a SUBSCRIBE with a short remaining length is.</summary>
    private const int PacketIdAt = 2;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ClosingBroker()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private static async Task ServeAsync(NetworkStream stream)
    {
        byte[] packet = new byte[512];
        await stream.ReadAtLeastAsync(packet, 1);
        await stream.WriteAsync(ConnAck);
        await stream.ReadAtLeastAsync(packet, PacketIdAt + 2);
        await stream.WriteAsync(new byte[] { 0x90, 3, packet[PacketIdAt], packet[PacketIdAt + 1], 1 });
    }
}
