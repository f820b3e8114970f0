using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace SensorNet.GatewayService.Udp;

/// <summary>A peer's address as numbers: compared, hashed and kept without allocation. It includes which socket of the shard the peer uses.</summary>
/// <param name="High">The first eight octets of an IPv6 address; 0 for IPv4.</param>
/// <param name="Low">The last eight octets of an IPv6 address, or the four of an IPv4 address.</param>
/// <param name="Scope">The scope of an IPv6 address.</param>
/// <param name="Tag">The UDP port in bits 0 to 15, the number of the socket in bits 16 to 23, bit 24 for IPv6.</param>
internal readonly record struct PeerAddress(long High, long Low, int Scope, int Tag)
{
    /// <summary>The longest struct sockaddr that is used: sockaddr_in6.</summary>
    public const int NativeLengthMax = 28;

    /// <summary>The octets of <see cref="Write"/>.</summary>
    public const int Length = 24;

    private const int Ipv6Bit = 1 << 24;
    private const int SocketShift = 16;
    private const int Ipv4NativeLength = 16;
    private const int NativePortOffset = 2;
    private const int NativeIpv4Offset = 4;
    private const int NativeIpv6Offset = 8;
    private const int NativeScopeOffset = 24;

    public bool IsIpv6 => (Tag & Ipv6Bit) != 0;

    public int Port => Tag & 0xFFFF;

    public int SocketIndex => (Tag >> SocketShift) & 0xFF;

    /// <summary>What a struct sockaddr says, whose family the length tells; the fields are in the same places on every system.</summary>
    public static PeerAddress FromNative(int socketIndex, ReadOnlySpan<byte> native)
    {
        var tag = BinaryPrimitives.ReadUInt16BigEndian(native[NativePortOffset..]) | (socketIndex << SocketShift);
        return native.Length < NativeLengthMax
            ? new PeerAddress(0, BinaryPrimitives.ReadUInt32BigEndian(native[NativeIpv4Offset..]), 0, tag)
            : new PeerAddress(
                BinaryPrimitives.ReadInt64BigEndian(native[NativeIpv6Offset..]),
                BinaryPrimitives.ReadInt64BigEndian(native[(NativeIpv6Offset + 8)..]),
                MemoryMarshal.Read<int>(native[NativeScopeOffset..]),
                tag | Ipv6Bit);
    }

    public static PeerAddress FromEndPoint(int socketIndex, IPEndPoint endPoint)
    {
        Span<byte> octets = stackalloc byte[16];
        endPoint.Address.TryWriteBytes(octets, out var length);
        var tag = endPoint.Port | (socketIndex << SocketShift);
        return length == 4
            ? new PeerAddress(0, BinaryPrimitives.ReadUInt32BigEndian(octets), 0, tag)
            : new PeerAddress(
                BinaryPrimitives.ReadInt64BigEndian(octets), BinaryPrimitives.ReadInt64BigEndian(octets[8..]), (int)endPoint.Address.ScopeId, tag | Ipv6Bit);
    }

    public static PeerAddress Read(ReadOnlySpan<byte> from) => MemoryMarshal.Read<PeerAddress>(from);

    public void Write(Span<byte> to) => MemoryMarshal.Write(to, this);

    /// <summary>The same peer, answered from another socket.</summary>
    public PeerAddress WithSocket(int socketIndex) => this with { Tag = (Tag & ~(0xFF << SocketShift)) | (socketIndex << SocketShift) };

    /// <summary>Fills in all of a struct sockaddr but its first two octets, which hold the family.</summary>
    /// <returns>Its octets.</returns>
    public int ToNative(Span<byte> native)
    {
        BinaryPrimitives.WriteUInt16BigEndian(native[NativePortOffset..], (ushort)Port);
        if (!IsIpv6)
        {
            BinaryPrimitives.WriteUInt32BigEndian(native[NativeIpv4Offset..], (uint)Low);
            native[NativeIpv6Offset..Ipv4NativeLength].Clear();
            return Ipv4NativeLength;
        }

        native[NativeIpv4Offset..NativeIpv6Offset].Clear();
        BinaryPrimitives.WriteInt64BigEndian(native[NativeIpv6Offset..], High);
        BinaryPrimitives.WriteInt64BigEndian(native[(NativeIpv6Offset + 8)..], Low);
        MemoryMarshal.Write(native[NativeScopeOffset..], Scope);
        return NativeLengthMax;
    }

    public IPEndPoint ToEndPoint()
    {
        Span<byte> octets = stackalloc byte[16];
        if (!IsIpv6)
        {
            BinaryPrimitives.WriteUInt32BigEndian(octets, (uint)Low);
            return new IPEndPoint(new IPAddress(octets[..4]), Port);
        }

        BinaryPrimitives.WriteInt64BigEndian(octets, High);
        BinaryPrimitives.WriteInt64BigEndian(octets[8..], Low);
        return new IPEndPoint(new IPAddress(octets, (uint)Scope), Port);
    }
}
