using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Shards;

/// <summary>A peer's address, and which node behind it where it is a forwarder; 0 where it is none.</summary>
internal readonly record struct PeerKey(NetworkAddress Peer, ulong Node)
{
    public static PeerKey Of(in NetworkAddress peer, ReadOnlySpan<byte> forwarderHeaders) =>
        new(peer, forwarderHeaders.IsEmpty ? 0 : NodeHash(forwarderHeaders));

    public bool Equals(PeerKey other) => Node == other.Node && Peer.IsSame(other.Peer);

    public override int GetHashCode() => HashCode.Combine(Peer.Hash(), Node);

    // FNV-1a, 64 bits. Two nodes of one forwarder that share it would share a shard, nothing else.
    private static ulong NodeHash(ReadOnlySpan<byte> octets)
    {
        ulong hash = 14695981039346656037UL;
        foreach (byte octet in octets)
        {
            hash = (hash ^ octet) * 1099511628211UL;
        }

        return hash;
    }
}
