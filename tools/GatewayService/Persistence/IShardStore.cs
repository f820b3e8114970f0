using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Persistence.Sessions;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Persistence;

/// <summary>What outlives the process of a shard.</summary>
internal interface IShardStore : IDisposable
{
    /// <summary>Where the state machine tells what is to be kept; null where nothing is.</summary>
    ISessionJournal? Journal { get; }

    StoreFigures Figures { get; }

    /// <summary>The sessions that are kept, in the order of their numbers.</summary>
    IEnumerable<SessionRecord> Sessions { get; }

    /// <summary>The session at a broker that goes on with this store; null where there is none.</summary>
    LinkedSession? Linked { get; }

    /// <summary>The session of a client id at a broker, by its address, goes on with this store from now on.</summary>
    void NoteLinked(string clientId, string broker);

    /// <summary>What outlives the process of a connection to the broker, and what did: that is given once.</summary>
    ExchangeMemory MemoryOf(string clientId);

    /// <summary>Reads what was under way of the connections that go on; before they are made.</summary>
    void LoadLinks(RestoreTerms terms);

    /// <summary>Gives a gateway its sessions back; after <see cref="LoadLinks"/>.</summary>
    void Restore(MqttSnGateway gateway, RestoreTerms terms);

    /// <summary>What was told is kept when this returns: what depends on it may leave.</summary>
    /// <exception cref="Log.StoreException">The store has failed, and the gateway is to stop.</exception>
    void Commit();

    /// <summary>What is kept stays as it is: the gateway is about to stop, which is not the end of its sessions.</summary>
    void Seal();
}
