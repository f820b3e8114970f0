using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Shards;

/// <summary>
/// Datagrams for peers whose DTLS session is another shard's. They wait for the commit of what they depend on, as all that leaves does.
/// </summary>
internal sealed class LaterDatagrams
{
    private readonly List<(int Shard, NetworkAddress Peer, int Length)> _all = [];
    private byte[] _octets = [];

    /// <summary>Octets that wait.</summary>
    public int Bytes { get; private set; }

    /// <summary>Copies one.</summary>
    public void Add(int shard, in NetworkAddress peer, ReadOnlySpan<byte> datagram)
    {
        if (Bytes + datagram.Length > _octets.Length)
        {
            Array.Resize(ref _octets, Math.Max(Bytes + datagram.Length, Math.Max(4096, _octets.Length * 2)));
        }

        datagram.CopyTo(_octets.AsSpan(Bytes));
        Bytes += datagram.Length;
        _all.Add((shard, peer, datagram.Length));
    }

    /// <summary>Gives them to the inboxes of their shards, in their order.</summary>
    public void Deliver(IReadOnlyList<Inbox> inboxes)
    {
        int at = 0;
        foreach ((int shard, NetworkAddress peer, int length) in _all)
        {
            inboxes[shard].HandOver(Transport.HandOverKind.Down, peer, _octets.AsSpan(at, length));
            at += length;
        }

        _all.Clear();
        Bytes = 0;
    }
}
