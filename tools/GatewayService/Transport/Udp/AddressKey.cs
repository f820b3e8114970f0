using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Udp;

/// <summary>Whom an IP address is counted with: itself; of IPv6 its /64, which one subscriber has.</summary>
internal readonly record struct AddressKey(bool IsIpv6, long Prefix)
{
    public static AddressKey Of(in NetworkAddress address) =>
        SocketAddresses.IsIpv6(address) ? new AddressKey(true, address.High) : new AddressKey(false, address.Low);
}
