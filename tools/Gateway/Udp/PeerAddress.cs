using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace SensorNet.GatewayService.Udp;

/// <summary>
/// A peer's address in few octets, the form in which the state machine keeps it: the number of the socket that it
/// came in by, then port and IPv4 address (7 octets in all) or port, IPv6 address and scope (23 octets).
/// </summary>
internal static class PeerAddress
{
    public const int Ipv4Length = 7;
    public const int Ipv6Length = 23;
    public const int LengthMax = Ipv6Length;

    /// <summary>The longest struct sockaddr that is used: sockaddr_in6.</summary>
    public const int NativeLengthMax = 28;

    private const int Ipv4NativeLength = 16;
    private const int NativePortOffset = 2;
    private const int NativeIpv4Offset = 4;
    private const int NativeIpv6Offset = 8;
    private const int NativeScopeOffset = 24;

    /// <summary>Writes what a struct sockaddr says, whose family the length tells; the fields are in the same places on every system.</summary>
    /// <returns>The octets written; 0 when it is neither of the two.</returns>
    public static int FromNative(int socketIndex, ReadOnlySpan<byte> native, Span<byte> into)
    {
        into[0] = (byte)socketIndex;
        if (native.Length >= NativeLengthMax)
        {
            native.Slice(NativePortOffset, 2).CopyTo(into[1..]);
            native.Slice(NativeIpv6Offset, 16).CopyTo(into[3..]);
            native.Slice(NativeScopeOffset, 4).CopyTo(into[19..]);
            return Ipv6Length;
        }

        if (native.Length != Ipv4NativeLength)
        {
            return 0;
        }

        native.Slice(NativePortOffset, 2).CopyTo(into[1..]);
        native.Slice(NativeIpv4Offset, 4).CopyTo(into[3..]);
        return Ipv4Length;
    }

    /// <summary>Fills in all of a struct sockaddr but its first two octets, which hold the family.</summary>
    /// <returns>Its octets.</returns>
    public static int ToNative(ReadOnlySpan<byte> address, Span<byte> native)
    {
        if (address.Length == Ipv6Length)
        {
            native[NativePortOffset..NativeLengthMax].Clear();
            address.Slice(1, 2).CopyTo(native[NativePortOffset..]);
            address.Slice(3, 16).CopyTo(native[NativeIpv6Offset..]);
            address.Slice(19, 4).CopyTo(native[NativeScopeOffset..]);
            return NativeLengthMax;
        }

        native[NativePortOffset..Ipv4NativeLength].Clear();
        address.Slice(1, 2).CopyTo(native[NativePortOffset..]);
        address.Slice(3, 4).CopyTo(native[NativeIpv4Offset..]);
        return Ipv4NativeLength;
    }

    public static int FromEndPoint(int socketIndex, IPEndPoint endPoint, Span<byte> into)
    {
        into[0] = (byte)socketIndex;
        BinaryPrimitives.WriteUInt16BigEndian(into[1..], (ushort)endPoint.Port);
        endPoint.Address.TryWriteBytes(into[3..], out var octets);
        if (octets == 4)
        {
            return Ipv4Length;
        }

        // The scope is a number of this machine, in its own byte order, as struct sockaddr has it.
        BitConverter.TryWriteBytes(into[19..], (uint)endPoint.Address.ScopeId);
        return Ipv6Length;
    }

    public static IPEndPoint ToEndPoint(ReadOnlySpan<byte> address)
    {
        var port = BinaryPrimitives.ReadUInt16BigEndian(address[1..]);
        return address.Length == Ipv6Length
            ? new IPEndPoint(new IPAddress(address.Slice(3, 16), BitConverter.ToUInt32(address.Slice(19, 4))), port)
            : new IPEndPoint(new IPAddress(address.Slice(3, 4)), port);
    }

    public static int LengthFor(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? Ipv6Length : Ipv4Length;
}
