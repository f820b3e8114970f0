namespace SensorNet.GatewayService.Mqtt;

/// <summary>Where in the connection's buffer a PUBLISH of the broker has what.</summary>
internal readonly record struct ReceivedPublish(
    int TopicOffset, int TopicLength, int DataOffset, int DataLength, int Qos, bool Retain, bool Dup, int PacketId);
