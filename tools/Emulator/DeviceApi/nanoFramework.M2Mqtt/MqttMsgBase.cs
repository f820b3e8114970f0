using System.Collections;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>What the MQTT packets that a client shows have in common. Their wire form is MQTTnet's business here.</summary>
public abstract class MqttMsgBase
{
    /// <summary>The packet's type.</summary>
    public MqttMessageType Type { get; set; }

    /// <summary>True for a repetition.</summary>
    public bool DupFlag { get; set; }

    /// <summary>Quality of service.</summary>
    public MqttQoSLevel QosLevel { get; set; }

    /// <summary>The retain flag.</summary>
    public bool Retain { get; set; }

    /// <summary>The message id.</summary>
    public ushort MessageId { get; set; }

    /// <summary>User properties of MQTT 5.</summary>
    public ArrayList UserProperties { get; internal set; } = [];

    /// <summary>Largest packet of MQTT 5.</summary>
    public uint MaximumPacketSize { get; set; }
}
