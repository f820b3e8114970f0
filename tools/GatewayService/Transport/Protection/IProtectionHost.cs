using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Protection;

/// <summary>What the protection asks of its shard.</summary>
internal interface IProtectionHost
{
    /// <summary>A datagram goes to the shard of its sender's address.</summary>
    void Dispatch(in NetworkAddress peer, byte[] buffer, int offset, int length);

    /// <summary>A datagram goes to the shard of a client that is known to have sent it, from a network address.</summary>
    void DispatchOf(ProtectedClient client, in NetworkAddress from, byte[] buffer, int offset, int length);

    /// <summary>A datagram goes out as it is, by the socket that the address names.</summary>
    void Send(in NetworkAddress peer, ReadOnlySpan<byte> datagram);
}
