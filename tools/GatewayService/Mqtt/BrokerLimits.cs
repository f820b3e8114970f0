using MQTTnet.Packets;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>What a broker says in CONNACK that it takes; MQTT 3.1.1 has no such word.</summary>
/// <param name="ReceiveMaximum">Messages of QoS 1 and 2 that it takes at once; 0 where it does not say.</param>
/// <param name="PacketBytesMax">The longest packet, in octets.</param>
/// <param name="QosMax">The highest QoS, 0 to 2.</param>
/// <param name="TakesRetain">Whether messages may be retained.</param>
internal readonly record struct BrokerLimits(int ReceiveMaximum, long PacketBytesMax, int QosMax, bool TakesRetain)
{
    public static readonly BrokerLimits None = new(0, long.MaxValue, 2, true);

    /// <summary>MQTT 5, 3.2.2.3.</summary>
    public static BrokerLimits Of(MqttConnAckPacket answer) => new(
        answer.ReceiveMaximum,
        answer.MaximumPacketSize > 0 ? answer.MaximumPacketSize : long.MaxValue,
        (int)answer.MaximumQoS,
        answer.RetainAvailable);
}
