using System;

namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>A call of the client is wrong.</summary>
public class MqttClientException : Exception
{
    /// <summary>With its reason.</summary>
    public MqttClientException(MqttClientErrorCode errorCode)
    {
        ErrorCode = errorCode;
    }

    /// <summary>What is wrong.</summary>
    public MqttClientErrorCode ErrorCode { get; set; }
}
