using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport;

/// <summary>The shard that a layer works on.</summary>
internal interface ILayerHost
{
    int Number { get; }

    /// <summary>Shards of the gateway, as many as run: with stores of an earlier run there can be more than are set.</summary>
    int ShardCount { get; }

    /// <summary>The time of this turn, in milliseconds.</summary>
    long NowMs { get; }

    /// <summary>Has an action done on the shard's thread; for any thread.</summary>
    void Post(Action action);

    /// <summary>Leaves a datagram for a shard, which can be this one; for any thread.</summary>
    void HandOver(int shard, HandOverKind kind, in NetworkAddress peer, ReadOnlySpan<byte> datagram);
}
