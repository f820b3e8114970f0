namespace SensorNet.GatewayService.Mqtt;

/// <summary>An exchange at QoS 2 that was under way when the process ended.</summary>
/// <param name="Packet">What it is.</param>
/// <param name="Topic">The topic name; null where PUBREC had come and PUBREL is to be sent.</param>
/// <param name="Payload">The payload.</param>
internal sealed record RestoredPacket(KeptPacket Packet, byte[]? Topic, byte[] Payload);
