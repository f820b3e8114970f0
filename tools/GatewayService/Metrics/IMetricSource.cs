using SensorNet.GatewayService.Transport.Dtls;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Metrics;

/// <summary>What a shard lets be read of itself, from any thread: an estimate while it runs.</summary>
internal interface IMetricSource
{
    GatewayCounters Counters { get; }

    /// <summary>Clients, those included whose session is kept while they are away.</summary>
    int ClientCount { get; }

    /// <summary>Messages that wait for clients.</summary>
    int BufferedMessageCount { get; }

    /// <summary>Messages of QoS 1 and 2 that the broker has not acknowledged.</summary>
    int InFlightCount { get; }

    /// <summary>The number of the broker that the shard's own connection is at, from 1 up; 0 for none.</summary>
    int BrokerNumber { get; }

    /// <summary>Messages of the broker that do not begin with Broker:TopicPrefix.</summary>
    long StrangeTopicCount { get; }

    /// <summary>Whether the shard's own broker connection is up.</summary>
    bool IsBrokerConnected { get; }

    long DatagramsReceived { get; }

    long DatagramsSent { get; }

    long DatagramsTooLong { get; }

    long DatagramsUnsent { get; }

    /// <summary>What the DTLS layer counts; all 0 where there is none.</summary>
    DtlsCounters Dtls { get; }

    /// <summary>What the protection of clients with a key has counted; all 0 where there is none.</summary>
    ProtectionCounters Protection { get; }

    /// <summary>Datagrams that came in by another shard's socket than the client's.</summary>
    long DatagramsHandedOver { get; }

    /// <summary>Datagrams that were dropped because a shard did not take them over fast enough.</summary>
    long DatagramsDropped { get; }

    /// <summary>Datagrams that were dropped because of their address.</summary>
    long AddressDenied { get; }

    /// <summary>Datagrams that were dropped because their address sent too much.</summary>
    long BeyondAddressRate { get; }

    /// <summary>Datagrams that were dropped because all together sent too much.</summary>
    long BeyondTotalRate { get; }
}
