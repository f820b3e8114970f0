using System.Buffers.Binary;
using System.Net;

namespace SensorNet.Cli.Sn.Addresses;

/// <summary>
/// UDP addresses as MQTT-SN messages carry them (MQTT-SN 1.2, 5.3.5): 4 octets of IPv4 or 16 of IPv6, then 2 of the port, in network order.
/// </summary>
internal static class GatewayAddressField
{
    private const int Ipv4Bytes = 4;
    private const int Ipv6Bytes = 16;
    private const int PortBytes = 2;

    public static byte[] ToOctets(IPEndPoint address)
    {
        IPAddress ip = address.Address.IsIPv4MappedToIPv6 ? address.Address.MapToIPv4() : address.Address;
        byte[] octets = [.. ip.GetAddressBytes(), 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(octets.Length - PortBytes), (ushort)address.Port);
        return octets;
    }

    /// <summary>Null for octets of another length: the address of some other network.</summary>
    public static IPEndPoint? FromOctets(ReadOnlySpan<byte> octets) =>
        octets.Length is Ipv4Bytes + PortBytes or Ipv6Bytes + PortBytes
            ? new IPEndPoint(new IPAddress(octets[..^PortBytes]), BinaryPrimitives.ReadUInt16BigEndian(octets[^PortBytes..]))
            : null;
}
