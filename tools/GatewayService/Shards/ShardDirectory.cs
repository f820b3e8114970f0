using System.Collections.Concurrent;

namespace SensorNet.GatewayService.Shards;

/// <summary>
/// Which shard has the session of which client id, for all shards: a client that comes back from another address, whose
/// datagrams the kernel gives to another shard, is brought to its session. Asked on CONNECT and on PINGREQ with a client
/// id only. Entries whose session is over are swept out when there are many more entries than sessions.
/// </summary>
internal sealed class ShardDirectory
{
    /// <summary>Entries without a session that are let be.</summary>
    private const int Slack = 1024;

    /// <summary>Milliseconds that an entry is kept in any case: its CONNECT may be on its way to its shard.</summary>
    private const long SettleMs = 60_000;

    private readonly ConcurrentDictionary<ClientKey, Entry> _entries = new();

    public int Count => _entries.Count;

    /// <summary>The shard of a client; the preferred one from now on where there was none.</summary>
    public int Claim(ClientKey client, int preferred, long nowMs)
    {
        while (true)
        {
            if (!_entries.TryGetValue(client, out Entry entry))
            {
                return _entries.GetOrAdd(client, new Entry(preferred, nowMs)).Shard;
            }

            // Only so is it known to be in use when another thread sweeps at this moment.
            if (_entries.TryUpdate(client, entry with { ClaimedMs = nowMs }, entry))
            {
                return entry.Shard;
            }
        }
    }

    public bool TryFind(ClientKey client, out int shard)
    {
        bool found = _entries.TryGetValue(client, out Entry entry);
        shard = entry.Shard;
        return found;
    }

    public bool NeedsSweep(long sessions) => _entries.Count > (sessions * 2) + Slack;

    /// <summary>Removes a shard's entries whose sessions are over.</summary>
    public void Sweep(int shard, long nowMs, Func<byte[], bool> hasSession)
    {
        foreach (KeyValuePair<ClientKey, Entry> pair in _entries)
        {
            if (pair.Value.Shard == shard && nowMs - pair.Value.ClaimedMs > SettleMs && !hasSession(pair.Key.ToArray()))
            {
                _entries.TryRemove(pair);
            }
        }
    }

    private readonly record struct Entry(int Shard, long ClaimedMs);
}
