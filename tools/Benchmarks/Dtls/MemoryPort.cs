using System.Net;
using System.Net.Sockets;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.Benchmarks.Dtls;

/// <summary>A port whose datagrams go to a delegate: its socket is only there to be bound.</summary>
internal sealed class MemoryPort(Action<byte[]> sent) : UdpPort(Bound(), 0, receives: false, 2_048)
{
    /// <summary>Whether what is sent is taken; otherwise it is counted alone.</summary>
    public bool Takes { get; set; } = true;

    public override int Receive() => 0;

    public override int Length(int index) => 0;

    public override NetworkAddress Peer(int index) => default;

    public override void Send(in NetworkAddress peer, ReadOnlySpan<byte> datagram)
    {
        SentCount++;
        if (Takes)
        {
            sent(datagram.ToArray());
        }
    }

    public override void Flush()
    {
        // Every datagram is there when it is sent.
    }

    private static Socket Bound()
    {
        Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
