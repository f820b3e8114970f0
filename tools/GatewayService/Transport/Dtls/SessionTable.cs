using System.Collections.Concurrent;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>The sessions of a shard: by number, by address, and in the order in which they were heard.</summary>
internal sealed class SessionTable
{
    // Others read it, to know a session's identity.
    private readonly ConcurrentDictionary<int, DtlsSession> _byNumber = new();
    private readonly Dictionary<NetworkAddress, DtlsSession> _byAddress = new(AddressComparer.Instance);
    private readonly LinkedList<DtlsSession> _heard = [];

    public int Count => _heard.Count;

    /// <summary>The session that was silent longest.</summary>
    public DtlsSession? Oldest => _heard.First?.Value;

    /// <summary>All, those first that were silent longest.</summary>
    public IEnumerable<DtlsSession> All => _heard;

    public DtlsSession? Find(int number) => _byNumber.GetValueOrDefault(number);

    public DtlsSession? At(in NetworkAddress address) => _byAddress.GetValueOrDefault(address);

    /// <summary>Adds a session; the one that was at its address is no longer found there.</summary>
    public void Add(DtlsSession session, long nowMs)
    {
        session.HeardMs = nowMs;
        _byNumber[session.Number] = session;
        _byAddress[session.Transport.Address] = session;
        _heard.AddLast(session.Node);
    }

    public void Remove(DtlsSession session)
    {
        _byNumber.TryRemove(session.Number, out _);
        Unlink(session);
        _heard.Remove(session.Node);
    }

    public void Heard(DtlsSession session, long nowMs)
    {
        session.HeardMs = nowMs;
        _heard.Remove(session.Node);
        _heard.AddLast(session.Node);
    }

    /// <summary>
    /// The peer goes on from another address. Where another session is at that address it stays there: its peer may have no connection id, and a
    /// sender can put any address into a datagram.
    /// </summary>
    public void Move(DtlsSession session, in NetworkAddress address)
    {
        Unlink(session);
        session.Transport.Address = address;
        _byAddress.TryAdd(address, session);
    }

    private void Unlink(DtlsSession session)
    {
        if (_byAddress.TryGetValue(session.Transport.Address, out DtlsSession? there) && there == session)
        {
            _byAddress.Remove(session.Transport.Address);
        }
    }
}
