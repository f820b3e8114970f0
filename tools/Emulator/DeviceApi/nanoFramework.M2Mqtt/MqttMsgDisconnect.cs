namespace nanoFramework.M2Mqtt.Messages;

/// <summary>A DISCONNECT from the broker (MQTT 5).</summary>
public class MqttMsgDisconnect : MqttMsgBase
{
    /// <summary>An empty one.</summary>
    public MqttMsgDisconnect()
    {
        Type = MqttMessageType.Disconnect;
    }

    /// <summary>Seconds that the session outlives the connection.</summary>
    public uint SessionExpiryInterval { get; set; }

    /// <summary>The reason in words.</summary>
    public string? Reason { get; set; }

    /// <summary>Another broker to go to.</summary>
    public string? ServerReference { get; set; }

    /// <summary>The reason.</summary>
    public MqttReasonCode ResonCode { get; set; }
}
