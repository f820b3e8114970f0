using System;

namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>Talking to the broker failed, or its answer did not come in time.</summary>
public class MqttCommunicationException : Exception
{
    /// <summary>No answer in time, or the broker closed the connection.</summary>
    public MqttCommunicationException()
    {
    }

    /// <summary>With what went wrong.</summary>
    public MqttCommunicationException(Exception? e)
        : base(string.Empty, e)
    {
    }
}
