using SensorNet.GatewayService.Udp;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Shards;

/// <summary>
/// Says to which shard a datagram belongs. Nearly always it is the one that received it, as the kernel keeps an address
/// with its socket. It is another when the client's session began from another address: then this address is noted,
/// and what comes from it is handed over.
/// </summary>
internal sealed class Router(int shard, int shards, bool spreads, int foreignMax, ClientDirectory directory)
{
    /// <summary>
    /// Milliseconds after which a silent address is forgotten: longer than the longest keep alive (65,535 s) by more than
    /// the 10 % after which a client is lost. A sleeper says its client id when it wakes.
    /// </summary>
    private const long ForeignIdleMs = 73_000_000;

    private readonly Dictionary<PeerKey, ForeignPeer> _foreign = [];

    public int ForeignCount => _foreign.Count;

    /// <summary>The shard of a datagram; its own number for one that is its own or that it cannot tell.</summary>
    public int Route(long nowMs, in PeerAddress peer, ReadOnlySpan<byte> datagram)
    {
        if (shards == 1)
        {
            return shard;
        }

        var message = SkipForwarders(datagram);
        if (TryClientId(message, out var clientId, out var isConnect))
        {
            var client = ClientKey.Of(clientId);
            var owner = shard;
            if (isConnect)
            {
                owner = directory.Claim(client, spreads ? (int)((uint)client.GetHashCode() % (uint)shards) : shard, nowMs);
            }
            else if (!directory.TryFind(client, out owner))
            {
                return shard;
            }

            Note(nowMs, PeerKey.Of(peer, datagram[..^message.Length]), owner);
            return owner;
        }

        if (_foreign.Count == 0)
        {
            return shard;
        }

        var key = PeerKey.Of(peer, datagram[..^message.Length]);
        if (!_foreign.TryGetValue(key, out var foreign))
        {
            return shard;
        }

        foreign.UsedMs = nowMs;
        return foreign.Shard;
    }

    /// <summary>Forgets addresses that have been silent; called now and then.</summary>
    public void Sweep(long nowMs)
    {
        foreach (var (key, foreign) in _foreign)
        {
            if (nowMs - foreign.UsedMs > ForeignIdleMs)
            {
                _foreign.Remove(key);
            }
        }
    }

    private void Note(long nowMs, PeerKey key, int owner)
    {
        if (owner == shard)
        {
            _foreign.Remove(key);
        }
        else if (_foreign.TryGetValue(key, out var foreign))
        {
            foreign.Shard = owner;
            foreign.UsedMs = nowMs;
        }
        else if (_foreign.Count < foreignMax)
        {
            _foreign.Add(key, new ForeignPeer { Shard = owner, UsedMs = nowMs });
        }
    }

    // MQTT-SN 1.2, 5.5: length, type, control, wireless node id; then the message.
    private static ReadOnlySpan<byte> SkipForwarders(ReadOnlySpan<byte> datagram)
    {
        for (var depth = 0; depth < Limits.ForwarderDepthMax; depth++)
        {
            if (datagram.Length < 3 || datagram[1] != (byte)MessageType.Forwarder || datagram[0] < 3 || datagram[0] > datagram.Length)
            {
                break;
            }

            datagram = datagram[datagram[0]..];
        }

        return datagram;
    }

    // The state machine decodes the datagram and refuses what is wrong; here only the client id matters.
    private static bool TryClientId(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> clientId, out bool isConnect)
    {
        const int connectFixedLength = 4; // flags, protocol id, duration
        clientId = default;
        isConnect = false;
        var header = message.Length > 0 && message[0] == 1 ? 4 : 2;
        if (message.Length < header)
        {
            return false;
        }

        var type = (MessageType)message[header - 1];
        if (type == MessageType.Connect && message.Length > header + connectFixedLength)
        {
            isConnect = true;
            clientId = message[(header + connectFixedLength)..];
        }
        else if (type == MessageType.PingReq && message.Length > header)
        {
            clientId = message[header..];
        }

        return clientId.Length is > 0 and <= ClientKey.LengthMax;
    }

    private sealed class ForeignPeer
    {
        public int Shard { get; set; }

        public long UsedMs { get; set; }
    }
}
