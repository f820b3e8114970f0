namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// Where in the connection's buffer a PUBLISH of the broker has what; the token is for <see cref="MqttConnection.Acknowledge"/>, 0 at QoS 0.
/// </summary>
internal readonly record struct ReceivedPublish(
    int TopicOffset, int TopicLength, int DataOffset, int DataLength, int Qos, bool Retain, int AckToken);
