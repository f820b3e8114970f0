namespace nanoFramework.M2Mqtt.Messages;

/// <summary>An AUTH (MQTT 5).</summary>
public class MqttMsgAuthentication : MqttMsgBase
{
    /// <summary>An empty one.</summary>
    public MqttMsgAuthentication()
    {
        Type = MqttMessageType.Authentication;
    }

    /// <summary>Name of the authentication.</summary>
    public string? AuthenticationMethod { get; set; }

    /// <summary>Data of the authentication.</summary>
    public byte[]? AuthenticationData { get; set; }

    /// <summary>The reason in words.</summary>
    public string? Reason { get; set; }

    /// <summary>The reason.</summary>
    public MqttReasonCode ReasonCode { get; set; }
}
