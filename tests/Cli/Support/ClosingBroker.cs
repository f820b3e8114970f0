using System.Net;
using System.Net.Sockets;

namespace SensorNet.Cli.Tests.Support;

/// <summary>A broker that accepts the connection and the subscription, and then closes: again and again. With something to send it stays.</summary>
internal sealed class ClosingBroker : IDisposable
{
    /// <summary>[MQTT-3.2.0-1]: CONNACK, accepted.</summary>
    private static readonly byte[] ConnAck = [0x20, 2, 0, 0];

    /// <summary>Where the packet id of a SUBSCRIBE with a short remaining length is.</summary>
    private const int PacketIdAt = 2;

    private readonly byte[] _sent;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    /// <param name="sent">Packets that it sends, as they stand; null to close.</param>
    public ClosingBroker(byte[]? sent = null)
    {
        _sent = sent ?? [];
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

    private async Task ServeAsync(NetworkStream stream)
    {
        byte[] packet = new byte[512];
        await stream.ReadAtLeastAsync(packet, 1);
        await stream.WriteAsync(ConnAck);
        await stream.ReadAtLeastAsync(packet, PacketIdAt + 2);
        await stream.WriteAsync(new byte[] { 0x90, 3, packet[PacketIdAt], packet[PacketIdAt + 1], 1 });
        if (_sent.Length > 0)
        {
            await stream.WriteAsync(_sent);
            _ = await stream.ReadAsync(packet);
        }
    }
}
