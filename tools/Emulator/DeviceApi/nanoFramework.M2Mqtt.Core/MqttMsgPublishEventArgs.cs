#nullable disable

using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>A message that was received.</summary>
public class MqttMsgPublishEventArgs : EventArgs
{
    /// <summary>Makes one from its parts.</summary>
    public MqttMsgPublishEventArgs(string topic, byte[] message, bool dupFlag, MqttQoSLevel qosLevel, bool retain)
    {
        Topic = topic;
        Message = message;
        DupFlag = dupFlag;
        QosLevel = qosLevel;
        Retain = retain;
    }

    /// <summary>The topic.</summary>
    public string Topic { get; }

    /// <summary>The payload.</summary>
    public byte[] Message { get; }

    /// <summary>True for a delivery that may be a repetition.</summary>
    public bool DupFlag { get; }

    /// <summary>Quality of service of the delivery.</summary>
    public MqttQoSLevel QosLevel { get; }

    /// <summary>True for a message that was retained.</summary>
    public bool Retain { get; }
}
