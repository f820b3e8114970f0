namespace nanoFramework.M2Mqtt.Messages;

/// <summary>Packet types of MQTT.</summary>
public enum MqttMessageType
{
    /// <summary>Connect.</summary>
    Connect = 1,

    /// <summary>Connect ack.</summary>
    ConnectAck = 2,

    /// <summary>Publish.</summary>
    Publish = 3,

    /// <summary>Publish ack.</summary>
    PublishAck = 4,

    /// <summary>Publish received.</summary>
    PublishReceived = 5,

    /// <summary>Publish release.</summary>
    PublishRelease = 6,

    /// <summary>Publish complete.</summary>
    PublishComplete = 7,

    /// <summary>Subscribe.</summary>
    Subscribe = 8,

    /// <summary>Subscribe ack.</summary>
    SubscribeAck = 9,

    /// <summary>Unsubscribe.</summary>
    Unsubscribe = 10,

    /// <summary>Unsubscribe ack.</summary>
    UnsubscribeAck = 11,

    /// <summary>Ping request.</summary>
    PingRequest = 12,

    /// <summary>Ping response.</summary>
    PingResponse = 13,

    /// <summary>Disconnect.</summary>
    Disconnect = 14,

    /// <summary>Authentication.</summary>
    Authentication = 15,
}
