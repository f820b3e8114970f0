namespace SensorNet.GatewayService.Mqtt;

/// <summary>What the broker publishes when the connection breaks.</summary>
internal sealed record MqttWill(string Topic, byte[] Payload, int Qos, bool Retain);
