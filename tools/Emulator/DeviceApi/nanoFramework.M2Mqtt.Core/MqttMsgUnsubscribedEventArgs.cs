#nullable disable

using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>An end of a subscription that was answered.</summary>
public class MqttMsgUnsubscribedEventArgs : EventArgs
{
    /// <summary>Makes one from its parts.</summary>
    public MqttMsgUnsubscribedEventArgs(ushort messageId)
    {
        MessageId = messageId;
    }

    /// <summary>The message id that Unsubscribe gave.</summary>
    public ushort MessageId { get; }
}
