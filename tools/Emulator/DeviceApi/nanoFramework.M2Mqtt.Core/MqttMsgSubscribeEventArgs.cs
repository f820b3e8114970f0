#nullable disable

using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>A subscription that is asked for.</summary>
public class MqttMsgSubscribeEventArgs : EventArgs
{
    /// <summary>Makes one from its parts.</summary>
    public MqttMsgSubscribeEventArgs(ushort messageId, string[] topics, MqttQoSLevel[] qosLevels)
    {
        MessageId = messageId;
        Topics = topics;
        QoSLevels = qosLevels;
    }

    /// <summary>The message id.</summary>
    public ushort MessageId { get; }

    /// <summary>The topic filters.</summary>
    public string[] Topics { get; }

    /// <summary>The quality of service asked for each.</summary>
    public MqttQoSLevel[] QoSLevels { get; }
}
