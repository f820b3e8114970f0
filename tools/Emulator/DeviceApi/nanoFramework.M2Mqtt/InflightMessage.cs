using MQTTnet.Packets;
using nanoFramework.M2Mqtt.Exceptions;

namespace nanoFramework.M2Mqtt;

/// <summary>A message of the in-flight queue.</summary>
internal sealed class InflightMessage(MqttPacket packet, InflightState state, bool isOutgoing, long queuedAtMs)
{
    public MqttPacket Packet { get; } = packet;

    public ushort MessageId { get; } = WirePackets.IdOf(packet);

    /// <summary>Why the message cannot be encoded; found out when it is to be sent.</summary>
    public MqttClientErrorCode? Defect { get; init; }

    public InflightState State { get; set; } = state;

    /// <summary>True for what this client sends, false for what it received and acknowledges.</summary>
    public bool IsOutgoing { get; } = isOutgoing;

    public int Attempt { get; set; }

    public long TimestampMs { get; set; } = queuedAtMs;

    public (bool IsOutgoing, ushort MessageId) Key => (IsOutgoing, MessageId);

    public MqttPublishPacket? Publish => Packet as MqttPublishPacket;
}
