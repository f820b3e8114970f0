using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>The broker's DISCONNECT.</summary>
public class ConnectionClosedRequestEventArgs(MqttMsgDisconnect disconnect) : EventArgs
{
    /// <summary>The message.</summary>
    public MqttMsgDisconnect Message { get; } = disconnect;
}
