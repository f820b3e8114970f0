namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// A PUBLISH of the broker; topic name and payload are right during the call only. The token is for <see cref="MqttConnection.Acknowledge"/>, 0 at
/// QoS 0.
/// </summary>
internal readonly record struct ReceivedPublish
{
    public required ArraySegment<byte> Topic { get; init; }

    public required ArraySegment<byte> Data { get; init; }

    public required int Qos { get; init; }

    public required bool Retain { get; init; }

    public required int AckToken { get; init; }

    /// <summary>With MQTT 3.1.1 none are set.</summary>
    public required ReceivedProperties Properties { get; init; }
}
