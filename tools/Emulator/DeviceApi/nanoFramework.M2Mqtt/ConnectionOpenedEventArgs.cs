using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>The broker's CONNACK.</summary>
public class ConnectionOpenedEventArgs(MqttMsgConnack connact) : EventArgs
{
    /// <summary>The message.</summary>
    public MqttMsgConnack Message { get; } = connact;
}
