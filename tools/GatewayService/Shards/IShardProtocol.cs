using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Shards;

/// <summary>What a shard runs: the protocol, on the shard's thread alone.</summary>
internal interface IShardProtocol
{
    /// <summary>When <see cref="OnTime"/> is due, in the loop's milliseconds.</summary>
    long NextDeadlineMs { get; }

    /// <summary>Clients, those included whose session is kept while they are away.</summary>
    int ClientCount { get; }

    bool HasSession(byte[] clientId);

    void Start();

    void OnDatagram(in NetworkAddress peer, byte[] buffer, int offset, int length);

    void OnTime();

    /// <summary>What is to outlive the process is kept when this returns: what depends on it may leave.</summary>
    void Commit();

    /// <summary>Sends DISCONNECT: to the clients at once, to the broker when it has all.</summary>
    void Stop();

    /// <summary>After <see cref="Stop"/>: whether the broker has all, or is not there.</summary>
    bool IsStopped { get; }
}
