using System.Collections.Concurrent;

namespace SensorNet.GatewayService.Shards;

/// <summary>
/// Which shard has the session of which client id, for all shards: a client that comes back from another address, whose
/// datagrams the kernel gives to another shard, is brought to its session. Asked on CONNECT and on PINGREQ with a client
/// id only. An entry lives as long as the session, so there are at most as many as sessions.
/// </summary>
internal sealed class ClientDirectory
{
    private readonly ConcurrentDictionary<ClientKey, int> _owners = new();

    public int Count => _owners.Count;

    /// <summary>The shard of a client; the preferred one from now on where there was none.</summary>
    public int Claim(ClientKey client, int preferred) => _owners.GetOrAdd(client, preferred);

    public bool TryFind(ClientKey client, out int shard) => _owners.TryGetValue(client, out shard);

    /// <summary>The session is over; a client that another shard has meanwhile is left alone.</summary>
    public void Release(ClientKey client, int shard) => _owners.TryRemove(new KeyValuePair<ClientKey, int>(client, shard));
}
