#nullable disable

using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>A subscription that was answered.</summary>
public class MqttMsgSubscribedEventArgs : EventArgs
{
    /// <summary>Makes one from its parts.</summary>
    public MqttMsgSubscribedEventArgs(ushort messageId, MqttQoSLevel[] grantedQosLevels)
    {
        MessageId = messageId;
        GrantedQoSLevels = grantedQosLevels;
    }

    /// <summary>The message id that Subscribe gave.</summary>
    public ushort MessageId { get; }

    /// <summary>What the broker granted, in the order asked.</summary>
    public MqttQoSLevel[] GrantedQoSLevels { get; }
}
