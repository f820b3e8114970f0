using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using SensorNet.Links;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Access.Lists;

/// <summary>A range of IP addresses, as <c>192.168.0.0/16</c>, <c>fd00::/8</c> or one address.</summary>
internal sealed class AddressRange
{
    private const int LongBits = 64;

    private readonly bool _isIpv6;
    private readonly long _high;
    private readonly long _low;
    private readonly long _highMask;
    private readonly long _lowMask;

    private AddressRange(IPNetwork network)
    {
        Span<byte> octets = stackalloc byte[16];
        network.BaseAddress.TryWriteBytes(octets, out _);
        _isIpv6 = network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;
        if (_isIpv6)
        {
            _high = BinaryPrimitives.ReadInt64BigEndian(octets);
            _low = BinaryPrimitives.ReadInt64BigEndian(octets[8..]);
            _highMask = Mask(Math.Min(network.PrefixLength, LongBits));
            _lowMask = Mask(Math.Max(network.PrefixLength - LongBits, 0));
        }
        else
        {
            _low = BinaryPrimitives.ReadUInt32BigEndian(octets);
            _lowMask = network.PrefixLength == 0 ? 0 : (uint)(-1 << (32 - network.PrefixLength));
        }
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out AddressRange? range)
    {
        range = null;
        string[] parts = text.Split('/');
        if (!IPAddress.TryParse(parts[0], out IPAddress? address) || !HostText.IsPlain(parts[0]))
        {
            return false;
        }

        if (parts.Length == 1)
        {
            range = new AddressRange(new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32));
        }
        else if (IPNetwork.TryParse(text, out IPNetwork network) && network.BaseAddress.Equals(address))
        {
            // With bits behind the prefix something else was meant.
            range = new AddressRange(network);
        }

        return range is not null;
    }

    public bool Contains(in NetworkAddress address) =>
        SocketAddresses.IsIpv6(address) == _isIpv6 && (address.Low & _lowMask) == _low && (address.High & _highMask) == _high;

    // The high bits of 64.
    private static long Mask(int bits) => bits == 0 ? 0 : -1L << (LongBits - bits);
}
