using System.Net;
using System.Net.Sockets;

namespace SensorNet.GatewayService.Udp;

/// <summary>
/// A UDP socket that is read and written in batches. One thread uses it: <see cref="Receive"/>, then the datagrams
/// by their index, sends as they arise, and one <see cref="Flush"/>.
/// </summary>
internal abstract class UdpPort : IDisposable
{
    /// <summary>Datagrams of one call.</summary>
    public const int BatchMax = 256;

    /// <summary>The longest datagram that is received or sent, in octets: what fits an Ethernet frame with room to spare. A longer one is dropped and counted.</summary>
    public const int DatagramBytesMax = 2048;

    protected UdpPort(Socket socket, int index)
    {
        Socket = socket;
        Index = index;
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    public Socket Socket { get; }

    /// <summary>The socket's number among those of its shard: the first octet of its peers' addresses.</summary>
    public int Index { get; }

    public IPEndPoint LocalEndPoint { get; }

    /// <summary>The datagrams of the last <see cref="Receive"/>, at <see cref="Offset"/> and <see cref="Length"/>.</summary>
    public byte[] Received { get; } = GC.AllocateUninitializedArray<byte>(BatchMax * DatagramBytesMax, pinned: true);

    public long ReceivedCount { get; protected set; }

    public long SentCount { get; protected set; }

    /// <summary>Datagrams that were longer than <see cref="DatagramBytesMax"/> or from an address of another kind.</summary>
    public long RefusedCount { get; protected set; }

    /// <summary>Datagrams that the system did not take.</summary>
    public long UnsentCount { get; protected set; }

    /// <summary>Takes what has arrived, without waiting.</summary>
    /// <returns>How many datagrams there are now, up to <see cref="BatchMax"/>; their lengths can be 0.</returns>
    public abstract int Receive();

    public static int Offset(int index) => index * DatagramBytesMax;

    /// <summary>The octets of a datagram; 0 for one that was refused.</summary>
    public abstract int Length(int index);

    /// <summary>Where a datagram came from.</summary>
    public abstract PeerAddress Peer(int index);

    /// <summary>Copies a datagram that goes out with the next <see cref="Flush"/>, or at once when the batch is full.</summary>
    public abstract void Send(in PeerAddress peer, ReadOnlySpan<byte> datagram);

    public abstract void Flush();

    public virtual void Dispose() => Socket.Dispose();
}
