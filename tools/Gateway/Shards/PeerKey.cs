using System.Runtime.InteropServices;
using SensorNet.GatewayService.Udp;

namespace SensorNet.GatewayService.Shards;

/// <summary>A peer's address, and which node behind it where it is a forwarder.</summary>
internal readonly record struct PeerKey(ulong First, ulong Second, ulong Third, ulong Node)
{
    public static PeerKey Of(ReadOnlySpan<byte> peer, ReadOnlySpan<byte> forwarderHeaders)
    {
        Span<ulong> words = stackalloc ulong[3];
        words.Clear();
        peer.CopyTo(MemoryMarshal.AsBytes(words)[..PeerAddress.LengthMax]);
        return new PeerKey(words[0], words[1], words[2], forwarderHeaders.IsEmpty ? 0 : NodeHash(forwarderHeaders));
    }

    // FNV-1a, 64 bits. Two nodes of one forwarder that share it would share a shard, nothing else.
    private static ulong NodeHash(ReadOnlySpan<byte> octets)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in octets)
        {
            hash = (hash ^ octet) * 1099511628211UL;
        }

        return hash;
    }
}
