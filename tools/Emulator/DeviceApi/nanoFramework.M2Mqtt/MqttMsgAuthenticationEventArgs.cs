using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>The broker's AUTH.</summary>
public class MqttMsgAuthenticationEventArgs(MqttMsgAuthentication authentication) : EventArgs
{
    /// <summary>The message.</summary>
    public MqttMsgAuthentication Message { get; } = authentication;
}
