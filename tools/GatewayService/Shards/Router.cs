using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Shards;

/// <summary>
/// Says to which shard a datagram belongs. Nearly always it is the one that received it, as the kernel keeps an address
/// with its socket. It is another when the client's session began from another address: then this address is noted,
/// and what comes from it is handed over.
/// </summary>
internal sealed class Router(int shard, int shards, bool spreads, int foreignMax, ShardDirectory directory)
{
    /// <summary>
    /// Milliseconds after which a silent address is forgotten: longer than the longest keep alive (65,535 s) by more than
    /// the 10 % after which a client is lost. A sleeper says its client id when it wakes.
    /// </summary>
    private const long ForeignIdleMs = 73_000_000;

    private readonly Dictionary<PeerKey, ForeignPeer> _foreign = [];

    public int ForeignCount => _foreign.Count;

    /// <summary>The shard of a datagram; its own number for one that is its own or that it cannot tell.</summary>
    public int Route(long nowMs, in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        if (shards == 1)
        {
            return shard;
        }

        MessagePeek peek = MessagePeek.At(buffer, offset, length);
        Span<byte> forwarders = buffer.AsSpan(offset, peek.ForwarderLength);
        if (peek.ClientIdLength is > 0 and <= ClientKey.LengthMax)
        {
            ClientKey client = ClientKey.Of(buffer.AsSpan(peek.ClientIdOffset, peek.ClientIdLength));
            int owner = shard;
            if (peek.Type == MessageType.Connect)
            {
                owner = Claim(nowMs, client);
            }
            else if (!directory.TryFind(client, out owner))
            {
                return shard;
            }

            Note(nowMs, PeerKey.Of(peer, forwarders), owner);
            return owner;
        }

        if (_foreign.Count == 0)
        {
            return shard;
        }

        PeerKey key = PeerKey.Of(peer, forwarders);
        if (!_foreign.TryGetValue(key, out ForeignPeer? foreign))
        {
            return shard;
        }

        foreign.UsedMs = nowMs;
        return foreign.Shard;
    }

    /// <summary>The shard of a client that is known to have sent a message, whatever address it came from.</summary>
    public int RouteOf(long nowMs, ClientKey client, MessageType type)
    {
        if (shards == 1)
        {
            return shard;
        }

        if (type == MessageType.Connect)
        {
            return Claim(nowMs, client);
        }

        return directory.TryFind(client, out int owner) ? owner : shard;
    }

    /// <summary>Forgets addresses that have been silent; called now and then.</summary>
    public void Sweep(long nowMs)
    {
        foreach ((PeerKey key, ForeignPeer? foreign) in _foreign)
        {
            if (nowMs - foreign.UsedMs > ForeignIdleMs)
            {
                _foreign.Remove(key);
            }
        }
    }

    private int Claim(long nowMs, ClientKey client) =>
        directory.Claim(client, spreads ? (int)((uint)client.GetHashCode() % (uint)shards) : shard, nowMs);

    private void Note(long nowMs, PeerKey key, int owner)
    {
        if (owner == shard)
        {
            _foreign.Remove(key);
        }
        else if (_foreign.TryGetValue(key, out ForeignPeer? foreign))
        {
            foreign.Shard = owner;
            foreign.UsedMs = nowMs;
        }
        else if (_foreign.Count < foreignMax)
        {
            _foreign.Add(key, new ForeignPeer { Shard = owner, UsedMs = nowMs });
        }
    }

    private sealed class ForeignPeer
    {
        public int Shard { get; set; }

        public long UsedMs { get; set; }
    }
}
