namespace nanoFramework.M2Mqtt.Messages;

/// <summary>A CONNACK.</summary>
public class MqttMsgConnack : MqttMsgBase
{
    /// <summary>An empty one.</summary>
    public MqttMsgConnack()
    {
        Type = MqttMessageType.ConnectAck;
    }

    /// <summary>True when the broker kept the session.</summary>
    public bool SessionPresent { get; set; }

    /// <summary>The broker's answer.</summary>
    public MqttReasonCode ReturnCode { get; set; }

    /// <summary>Seconds that the session outlives the connection.</summary>
    public uint SessionExpiryInterval { get; set; }

    /// <summary>How many messages may be unacknowledged.</summary>
    public ushort ReceiveMaximum { get; set; }

    /// <summary>Whether QoS 2 is there.</summary>
    public bool MaximumQoS { get; set; }

    /// <summary>Whether retained messages are there.</summary>
    public bool RetainAvailable { get; set; }

    /// <summary>The client id that the broker chose.</summary>
    public string? AssignedClientIdentifier { get; set; }

    /// <summary>How many topic aliases there may be.</summary>
    public ushort TopicAliasMaximum { get; set; }

    /// <summary>The reason in words.</summary>
    public string? Reason { get; set; }

    /// <summary>Whether wildcards are there.</summary>
    public bool WildcardSubscriptionAvailable { get; set; }

    /// <summary>Whether subscription identifiers are there.</summary>
    public bool SubscriptionIdentifiersAvailable { get; set; }

    /// <summary>Whether shared subscriptions are there.</summary>
    public bool SharedSubscriptionAvailable { get; set; }

    /// <summary>The keep alive that the broker wants, in seconds.</summary>
    public ushort ServerKeepAlive { get; set; }

    /// <summary>What response topics begin with.</summary>
    public string? ResponseInformation { get; set; }

    /// <summary>Another broker to go to.</summary>
    public string? ServerReference { get; set; }

    /// <summary>Name of the authentication.</summary>
    public string? AuthenticationMethod { get; set; }

    /// <summary>Data of the authentication.</summary>
    public byte[]? AuthenticationData { get; set; }
}
