using System.Net;
using System.Net.Sockets;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Udp;

/// <summary>
/// Any system: ReceiveFrom and SendTo with one <see cref="SocketAddress"/> that is used again, so without allocation.
/// Its socket can be shared: several shards send by it, one receives.
/// </summary>
internal sealed class PortableUdpPort : UdpPort
{
    private readonly SocketAddress _from;
    private readonly SocketAddress _to;
    private readonly NetworkAddress[] _peers;
    private readonly int[] _lengths;

    public PortableUdpPort(Socket socket, int index, bool receives, int datagramBytesMax)
        : base(socket, index, receives, datagramBytesMax)
    {
        _peers = new NetworkAddress[BatchMax];
        _lengths = new int[BatchMax];
        socket.Blocking = false;
        _from = new SocketAddress(socket.AddressFamily);
        _to = new SocketAddress(socket.AddressFamily);
    }

    public override int Receive()
    {
        if (!Receives)
        {
            return 0;
        }

        int count = 0;
        while (count < BatchMax && Socket.Available > 0 && TryReceive(count))
        {
            count++;
        }

        ReceivedCount += count;
        return count;
    }

    public override int Length(int index) => _lengths[index];

    public override NetworkAddress Peer(int index) => _peers[index];

    public override void Send(in NetworkAddress peer, ReadOnlySpan<byte> datagram)
    {
        BeforeWrite();
        _to.Size = SocketAddresses.ToNative(peer, _to.Buffer.Span);
        try
        {
            Socket.SendTo(datagram, SocketFlags.None, _to);
            SentCount++;
        }
        catch (SocketException)
        {
            // No room in the send buffer, no route, too long: a datagram may be lost, and it is counted.
            UnsentCount++;
        }
    }

    public override void Flush()
    {
        // Every datagram went out when it was sent.
    }

    private bool TryReceive(int index)
    {
        _lengths[index] = 0;
        try
        {
            int length = Socket.ReceiveFrom(Received.AsSpan(Offset(index), SlotBytes), SocketFlags.None, _from);
            if (length > DatagramBytesMax)
            {
                RefusedCount++;
                return true;
            }

            _lengths[index] = length;
            _peers[index] = SocketAddresses.FromNative(Index, _from.Buffer.Span[.._from.Size]);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock)
        {
            return false;
        }
        catch (SocketException)
        {
            // Too long for the buffer, or Windows tells that an earlier datagram found no receiver.
            RefusedCount++;
            return true;
        }
    }
}
