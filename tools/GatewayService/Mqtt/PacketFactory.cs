using System.Text;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>The packets that are rare, through MQTTnet's formatter. PUBLISH and its acknowledgements are written and read in place.</summary>
internal sealed class PacketFactory(MqttProtocolVersion version)
{
    private const int BufferBytes = 512;
    private const int BufferBytesMax = 16 * 1024;

    private readonly MqttPacketFormatterAdapter _formatter = new(version, new MqttBufferWriter(BufferBytes, BufferBytesMax));

    /// <param name="options">The connection's.</param>
    /// <param name="startsClean">Whether the broker shall forget what it has of the client id.</param>
    public byte[] Connect(MqttOptions options, bool startsClean = true)
    {
        string? password = options.Password();
        MqttConnectPacket packet = new MqttConnectPacket
        {
            ClientId = options.ClientId,
            CleanSession = options.CleanSession || startsClean,
            KeepAlivePeriod = (ushort)options.KeepAliveSeconds,
            Username = options.User,
            Password = password is null ? null : Encoding.UTF8.GetBytes(password),
        };
        if (version == MqttProtocolVersion.V500)
        {
            // MQTT 5, 3.1.2.11.2: 0xFFFFFFFF does not expire, which is what MQTT 3.1.1 has without CleanSession.
            packet.SessionExpiryInterval = options.CleanSession ? 0 : uint.MaxValue;
            packet.MaximumPacketSize = (uint)options.InputBytesMax;
        }

        if (options.Will is { } will)
        {
            packet.WillFlag = true;
            packet.WillTopic = will.Topic;
            packet.WillMessage = will.Payload;
            packet.WillQoS = (MqttQualityOfServiceLevel)will.Qos;
            packet.WillRetain = will.Retain;
        }

        return Encode(packet);
    }

    public byte[] Subscribe(int packetId, string filter, int qos)
    {
        MqttSubscribePacket packet = new MqttSubscribePacket { PacketIdentifier = (ushort)packetId };
        packet.TopicFilters.Add(new MqttTopicFilter { Topic = filter, QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos });
        return Encode(packet);
    }

    public byte[] Unsubscribe(int packetId, string filter)
    {
        MqttUnsubscribePacket packet = new MqttUnsubscribePacket { PacketIdentifier = (ushort)packetId };
        packet.TopicFilters.Add(filter);
        return Encode(packet);
    }

    public byte[] Disconnect() => Encode(new MqttDisconnectPacket());

    /// <exception cref="MQTTnet.Exceptions.MqttProtocolViolationException">The packet is malformed.</exception>
    public MqttPacket Decode(byte header, byte[] buffer, int offset, int length) =>
        _formatter.Decode(new ReceivedMqttPacket(header, new ArraySegment<byte>(buffer, offset, length), length + 2));

    private byte[] Encode(MqttPacket packet)
    {
        byte[] octets = _formatter.Encode(packet).ToArray();
        _formatter.Cleanup();
        return octets;
    }
}
