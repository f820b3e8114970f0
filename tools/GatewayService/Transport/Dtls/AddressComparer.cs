using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>Compares addresses by all their fields.</summary>
internal sealed class AddressComparer : IEqualityComparer<NetworkAddress>
{
    public static readonly AddressComparer Instance = new();

    public bool Equals(NetworkAddress x, NetworkAddress y) => x.IsSame(y);

    // The sender chooses its port and, in IPv6, much of its address: the hash must not be foreseeable.
    public int GetHashCode(NetworkAddress obj) => HashCode.Combine(obj.High, obj.Low, obj.Scope, obj.Port);
}
