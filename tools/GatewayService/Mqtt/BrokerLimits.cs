using MQTTnet.Packets;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>What a broker says in CONNACK that it takes; MQTT 3.1.1 has no such word.</summary>
internal sealed record BrokerLimits
{
    /// <summary>Nothing was said.</summary>
    public static readonly BrokerLimits None = new();

    /// <summary>Messages of QoS 1 and 2 that it takes at once; 0 where it does not say.</summary>
    public int ReceiveMaximum { get; init; }

    /// <summary>The longest packet, in octets.</summary>
    public long PacketBytesMax { get; init; } = long.MaxValue;

    /// <summary>The highest QoS, 0 to 2.</summary>
    public int QosMax { get; init; } = 2;

    /// <summary>Whether messages may be retained.</summary>
    public bool TakesRetain { get; init; } = true;

    /// <summary>Whether topic filters may have wildcards.</summary>
    public bool TakesWildcards { get; init; } = true;

    /// <summary>Whether subscriptions may be shared.</summary>
    public bool TakesShared { get; init; } = true;

    /// <summary>Whether subscriptions may have an identifier; with MQTT 3.1.1 they cannot.</summary>
    public bool TakesIdentifiers { get; init; }

    /// <summary>Topic aliases that it takes on a connection; 0 for none.</summary>
    public int TopicAliasMaximum { get; init; }

    /// <summary>Why the broker would not take a topic filter; <see cref="ReasonCodes.Success"/> where it may.</summary>
    public int RefusalOf(string filter)
    {
        bool isShared = filter.StartsWith("$share/", StringComparison.Ordinal);
        if (isShared && !TakesShared)
        {
            return ReasonCodes.SharedNotSupported;
        }

        return !TakesWildcards && filter.AsSpan().IndexOfAny('+', '#') >= 0 ? ReasonCodes.WildcardsNotSupported : ReasonCodes.Success;
    }

    /// <summary>MQTT 5, 3.2.2.3.</summary>
    public static BrokerLimits Of(MqttConnAckPacket answer) => new()
    {
        ReceiveMaximum = answer.ReceiveMaximum,
        PacketBytesMax = answer.MaximumPacketSize > 0 ? answer.MaximumPacketSize : long.MaxValue,
        QosMax = (int)answer.MaximumQoS,
        TakesRetain = answer.RetainAvailable,
        TakesWildcards = answer.WildcardSubscriptionAvailable,
        TakesShared = answer.SharedSubscriptionAvailable,
        TakesIdentifiers = answer.SubscriptionIdentifiersAvailable,
        TopicAliasMaximum = answer.TopicAliasMaximum,
    };
}
