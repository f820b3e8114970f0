#nullable disable

using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>An end of a subscription that is asked for.</summary>
public class MqttMsgUnsubscribeEventArgs : EventArgs
{
    /// <summary>Makes one from its parts.</summary>
    public MqttMsgUnsubscribeEventArgs(ushort messageId, string[] topics)
    {
        MessageId = messageId;
        Topics = topics;
    }

    /// <summary>The message id.</summary>
    public ushort MessageId { get; }

    /// <summary>The topic filters.</summary>
    public string[] Topics { get; }
}
