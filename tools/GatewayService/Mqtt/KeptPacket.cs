namespace SensorNet.GatewayService.Mqtt;

/// <summary>An exchange at QoS 2 towards the broker that is kept.</summary>
/// <param name="PacketId">Its packet id.</param>
/// <param name="Token">The owner's token.</param>
/// <param name="Sequence">Its place in the order of all.</param>
/// <param name="Retain">RETAIN of its PUBLISH.</param>
internal readonly record struct KeptPacket(int PacketId, int Token, long Sequence, bool Retain);
