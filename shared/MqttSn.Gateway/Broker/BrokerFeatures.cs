using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What a broker says in CONNACK that it has (MQTT 5, 3.2.2.3). An MQTT 3.1.1 broker says nothing, and has none.</summary>
    [Flags]
    public enum BrokerFeatures : byte
    {
        /// <summary>Nothing beyond MQTT 3.1.1.</summary>
        None = 0,

        /// <summary>A message says by which subscriptions it comes (3.2.2.3.12).</summary>
        SubscriptionIdentifiers = 1,

        /// <summary>Shared subscriptions (3.2.2.3.13).</summary>
        SharedSubscriptions = 2,
    }
}
