using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

/// <summary>A will, as CONNECT carries it.</summary>
internal sealed record MqttWill(string Topic, string Message, MqttQoSLevel QosLevel, bool Retain)
{
    /// <summary>The will that the parameters of Connect describe; null for none.</summary>
    /// <exception cref="MqttClientException">Flag and will do not fit together; a will's topic and message are never empty.</exception>
    public static MqttWill? From(bool willFlag, string? topic, string? message, MqttQoSLevel qosLevel, bool retain)
    {
        bool isWrong = willFlag
            ? string.IsNullOrEmpty(topic) || string.IsNullOrEmpty(message)
            : retain;
        if (isWrong || qosLevel is < MqttQoSLevel.AtMostOnce or > MqttQoSLevel.ExactlyOnce)
        {
            throw new MqttClientException(MqttClientErrorCode.WillWrong);
        }

        return willFlag ? new MqttWill(topic!, message!, qosLevel, retain) : null;
    }
}
