using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Udp;

/// <summary>
/// What the service puts into a <see cref="NetworkAddress"/>, and how a socket has it. Beside the UDP port in bits 0 to 15,
/// <see cref="NetworkAddress.Port"/> holds the number of the shard's socket that the peer uses in bits 16 to 23, and IPv6 in bit 24.
/// Bit 25 says that it is a secured session and not an address: then bits 26 to 31 are the shard that has the session,
/// <see cref="NetworkAddress.Scope"/> is the session's number, and the rest is where it began. It stays the same when the peer moves.
/// </summary>
internal static class SocketAddresses
{
    /// <summary>The longest struct sockaddr that is used: sockaddr_in6.</summary>
    public const int NativeLengthMax = 28;

    /// <summary>The octets of an address in memory.</summary>
    public const int Length = 24;

    private const int PortMask = 0xFFFF;
    private const int Ipv6Bit = 1 << 24;
    private const int SessionBit = 1 << 25;
    private const int ShardShift = 26;
    private const int SocketShift = 16;
    private const int SocketMask = 0xFF;
    private const int Ipv4NativeLength = 16;
    private const int NativePortOffset = 2;
    private const int NativeIpv4Offset = 4;
    private const int NativeIpv6Offset = 8;
    private const int NativeScopeOffset = 24;

    public static bool IsIpv6(in NetworkAddress address) => (address.Port & Ipv6Bit) != 0;

    /// <summary>Whether it names a secured session (<see cref="OfSession"/>).</summary>
    public static bool IsSession(in NetworkAddress address) => (address.Port & SessionBit) != 0;

    /// <summary>The shard that has the session of an address that names one.</summary>
    public static int SessionShard(in NetworkAddress address) => (int)((uint)address.Port >> ShardShift);

    /// <summary>What names a session towards the protocol.</summary>
    /// <param name="begun">Where the peer was when the session began.</param>
    /// <param name="shard">The shard that has it, 0 to 63.</param>
    /// <param name="number">Its number in the shard.</param>
    public static NetworkAddress OfSession(NetworkAddress begun, int shard, int number)
    {
        begun.Port = begun.Port | SessionBit | (shard << ShardShift);
        begun.Scope = number;
        return begun;
    }

    public static int SocketIndex(in NetworkAddress address) => (address.Port >> SocketShift) & SocketMask;

    /// <summary>What a struct sockaddr says, whose family the length tells; the fields are in the same places on every system.</summary>
    public static NetworkAddress FromNative(int socketIndex, ReadOnlySpan<byte> native)
    {
        int tag = BinaryPrimitives.ReadUInt16BigEndian(native[NativePortOffset..]) | (socketIndex << SocketShift);
        return native.Length < NativeLengthMax
            ? new NetworkAddress(0, BinaryPrimitives.ReadUInt32BigEndian(native[NativeIpv4Offset..]), 0, tag)
            : new NetworkAddress(
                BinaryPrimitives.ReadInt64BigEndian(native[NativeIpv6Offset..]),
                BinaryPrimitives.ReadInt64BigEndian(native[(NativeIpv6Offset + 8)..]),
                MemoryMarshal.Read<int>(native[NativeScopeOffset..]),
                tag | Ipv6Bit);
    }

    public static NetworkAddress FromEndPoint(int socketIndex, IPEndPoint endPoint)
    {
        Span<byte> octets = stackalloc byte[16];
        endPoint.Address.TryWriteBytes(octets, out int length);
        int tag = endPoint.Port | (socketIndex << SocketShift);
        return length == 4
            ? new NetworkAddress(0, BinaryPrimitives.ReadUInt32BigEndian(octets), 0, tag)
            : new NetworkAddress(
                BinaryPrimitives.ReadInt64BigEndian(octets), BinaryPrimitives.ReadInt64BigEndian(octets[8..]),
                (int)endPoint.Address.ScopeId, tag | Ipv6Bit);
    }

    public static NetworkAddress Read(ReadOnlySpan<byte> from) => MemoryMarshal.Read<NetworkAddress>(from);

    public static void Write(in NetworkAddress address, Span<byte> to) => MemoryMarshal.Write(to, address);

    /// <summary>The same peer, answered from another socket.</summary>
    public static NetworkAddress WithSocket(NetworkAddress address, int socketIndex)
    {
        address.Port = (address.Port & ~(SocketMask << SocketShift)) | (socketIndex << SocketShift);
        return address;
    }

    /// <summary>Fills in all of a struct sockaddr but its first two octets, which hold the family.</summary>
    /// <returns>Its octets.</returns>
    public static int ToNative(in NetworkAddress address, Span<byte> native)
    {
        BinaryPrimitives.WriteUInt16BigEndian(native[NativePortOffset..], (ushort)(address.Port & PortMask));
        if (!IsIpv6(address))
        {
            BinaryPrimitives.WriteUInt32BigEndian(native[NativeIpv4Offset..], (uint)address.Low);
            native[NativeIpv6Offset..Ipv4NativeLength].Clear();
            return Ipv4NativeLength;
        }

        native[NativeIpv4Offset..NativeIpv6Offset].Clear();
        BinaryPrimitives.WriteInt64BigEndian(native[NativeIpv6Offset..], address.High);
        BinaryPrimitives.WriteInt64BigEndian(native[(NativeIpv6Offset + 8)..], address.Low);
        MemoryMarshal.Write(native[NativeScopeOffset..], address.Scope);
        return NativeLengthMax;
    }

    public static IPEndPoint ToEndPoint(in NetworkAddress address)
    {
        int port = address.Port & PortMask;
        Span<byte> octets = stackalloc byte[16];
        if (!IsIpv6(address))
        {
            BinaryPrimitives.WriteUInt32BigEndian(octets, (uint)address.Low);
            return new IPEndPoint(new IPAddress(octets[..4]), port);
        }

        BinaryPrimitives.WriteInt64BigEndian(octets, address.High);
        BinaryPrimitives.WriteInt64BigEndian(octets[8..], address.Low);
        return new IPEndPoint(new IPAddress(octets, IsSession(address) ? 0 : (uint)address.Scope), port);
    }
}
