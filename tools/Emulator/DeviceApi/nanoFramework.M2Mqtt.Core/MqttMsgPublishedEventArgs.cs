#nullable disable

using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>The end of a publish at QoS 1 or 2.</summary>
public class MqttMsgPublishedEventArgs : EventArgs
{
    /// <summary>One that was acknowledged.</summary>
    public MqttMsgPublishedEventArgs(ushort messageId)
        : this(messageId, true)
    {
    }

    /// <summary>Makes one from its parts.</summary>
    public MqttMsgPublishedEventArgs(ushort messageId, bool isPublished)
    {
        MessageId = messageId;
        IsPublished = isPublished;
    }

    /// <summary>The message id that Publish gave.</summary>
    public ushort MessageId { get; set; }

    /// <summary>True when it was acknowledged, false when it was given up.</summary>
    public bool IsPublished { get; set; }
}
