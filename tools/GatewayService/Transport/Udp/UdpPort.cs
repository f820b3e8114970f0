using System.Net;
using System.Net.Sockets;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Udp;

/// <summary>
/// A UDP socket that is read and written in batches. One thread uses it: <see cref="Receive"/>, then the datagrams
/// by their index, sends as they arise, and one <see cref="Flush"/>.
/// </summary>
internal abstract class UdpPort : IDisposable
{
    private const int BatchMost = 256;
    private const int BatchLeast = 16;
    private const int BatchBytes = 512 * 1024;

    protected UdpPort(Socket socket, int index, bool receives, int datagramBytesMax)
    {
        DatagramBytesMax = datagramBytesMax;
        BatchMax = Math.Clamp(BatchBytes / datagramBytesMax, BatchLeast, BatchMost);
        Received = GC.AllocateUninitializedArray<byte>(BatchMax * SlotBytes, pinned: true);
        Receives = receives;
        Socket = socket;
        Index = index;
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>Datagrams of one call.</summary>
    public int BatchMax { get; }

    /// <summary>The longest datagram that is received or sent, in octets. A longer one is dropped and counted.</summary>
    public int DatagramBytesMax { get; }

    /// <summary>One octet more than a datagram may have: where the system does not say that it cut one off, a full slot does.</summary>
    protected int SlotBytes => DatagramBytesMax + 1;

    public Socket Socket { get; }

    /// <summary>The socket's number among those of its shard: the first octet of its peers' addresses.</summary>
    public int Index { get; }

    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Whether its datagrams are DTLS records.</summary>
    public bool IsSecured { get; init; }

    /// <summary>Whether datagrams come in here; otherwise another shard receives for all.</summary>
    public bool Receives { get; }

    /// <summary>The datagrams of the last <see cref="Receive"/>, at <see cref="Offset"/> and <see cref="Length"/>.</summary>
    public byte[] Received { get; }

    public long ReceivedCount { get; protected set; }

    public long SentCount { get; protected set; }

    /// <summary>Datagrams that were longer than <see cref="DatagramBytesMax"/> or from an address of another kind.</summary>
    public long RefusedCount { get; protected set; }

    /// <summary>Datagrams that the system did not take.</summary>
    public long UnsentCount { get; protected set; }

    /// <summary>Called before datagrams go out that are not due to <see cref="Flush"/>.</summary>
    public Action BeforeWrite { get; set; } = () => { };

    /// <summary>Takes what has arrived, without waiting.</summary>
    /// <returns>How many datagrams there are now, up to <see cref="BatchMax"/>; their lengths can be 0.</returns>
    public abstract int Receive();

    public int Offset(int index) => index * SlotBytes;

    /// <summary>The octets of a datagram; 0 for one that was refused.</summary>
    public abstract int Length(int index);

    /// <summary>Where a datagram came from.</summary>
    public abstract NetworkAddress Peer(int index);

    /// <summary>Copies a datagram that goes out with the next <see cref="Flush"/>, or at once when the batch is full.</summary>
    public abstract void Send(in NetworkAddress peer, ReadOnlySpan<byte> datagram);

    public abstract void Flush();

    public virtual void Dispose() => Socket.Dispose();
}
