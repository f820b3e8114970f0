namespace nanoFramework.M2Mqtt;

/// <summary>Where a message of the in-flight queue stands.</summary>
internal enum InflightState
{
    /// <summary>To be sent or handed out, and done with.</summary>
    QueuedQos0,

    /// <summary>To be sent and acknowledged once (PUBLISH at QoS 1, SUBSCRIBE, UNSUBSCRIBE), or to be answered with PUBACK.</summary>
    QueuedQos1,

    /// <summary>To be sent at QoS 2, or to be answered with PUBREC.</summary>
    QueuedQos2,

    /// <summary>Sent: waits for PUBACK, SUBACK or UNSUBACK.</summary>
    WaitForAcknowledge,

    /// <summary>Sent at QoS 2: waits for PUBREC.</summary>
    WaitForPubrec,

    /// <summary>PUBREC received: waits for PUBCOMP.</summary>
    WaitForPubcomp,

    /// <summary>PUBREL is to be sent again.</summary>
    SendPubrel,

    /// <summary>Received at QoS 2: waits for PUBREL.</summary>
    WaitForPubrel,
}
