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
    /// <param name="assignedClientId">The client id that the broker has given; null where it is the options'.</param>
    public byte[] Connect(MqttOptions options, bool startsClean = true, string? assignedClientId = null)
    {
        string? password = options.Password();
        MqttConnectPacket packet = new MqttConnectPacket
        {
            ClientId = assignedClientId ?? options.ClientId,
            CleanSession = options.CleanSession || startsClean,
            KeepAlivePeriod = (ushort)options.KeepAliveSeconds,
            Username = options.User,
            Password = password is null ? null : Encoding.UTF8.GetBytes(password),
        };
        if (version == MqttProtocolVersion.V500)
        {
            // MQTT 5, 3.1.2.11.2: 0xFFFFFFFF does not expire, which is what MQTT 3.1.1 has without CleanSession.
            packet.SessionExpiryInterval = options.CleanSession ? 0 : options.SessionExpirySeconds;
            packet.MaximumPacketSize = (uint)options.InputBytesMax;
            packet.ReceiveMaximum = (ushort)options.ReceiveMaximum;
            packet.TopicAliasMaximum = (ushort)options.TopicAliasMax;
            packet.UserProperties = UserProperties(options);
        }

        if (options.Will is { } will)
        {
            packet.WillFlag = true;
            packet.WillTopic = will.Topic;
            packet.WillMessage = will.Payload;
            packet.WillQoS = (MqttQualityOfServiceLevel)will.Qos;
            packet.WillRetain = will.Retain;
            packet.WillUserProperties = packet.UserProperties;
        }

        return Encode(packet);
    }

    /// <param name="packetId">The packet id.</param>
    /// <param name="filter">The topic filter.</param>
    /// <param name="qos">The highest QoS.</param>
    /// <param name="identifier">The subscription identifier; 0 for none, as with MQTT 3.1.1.</param>
    public byte[] Subscribe(int packetId, string filter, int qos, int identifier = 0)
    {
        MqttSubscribePacket packet = new MqttSubscribePacket { PacketIdentifier = (ushort)packetId, SubscriptionIdentifier = (uint)identifier };
        packet.TopicFilters.Add(new MqttTopicFilter { Topic = filter, QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos });
        return Encode(packet);
    }

    public byte[] Unsubscribe(int packetId, string filter)
    {
        MqttUnsubscribePacket packet = new MqttUnsubscribePacket { PacketIdentifier = (ushort)packetId };
        packet.TopicFilters.Add(filter);
        return Encode(packet);
    }

    /// <param name="reasonCode">Why, which MQTT 5 alone can say.</param>
    public byte[] Disconnect(int reasonCode = ReasonCodes.Success) =>
        Encode(new MqttDisconnectPacket { ReasonCode = (MqttDisconnectReasonCode)reasonCode });

    /// <exception cref="MQTTnet.Exceptions.MqttProtocolViolationException">The packet is malformed.</exception>
    public MqttPacket Decode(byte header, byte[] buffer, int offset, int length) =>
        _formatter.Decode(new ReceivedMqttPacket(header, new ArraySegment<byte>(buffer, offset, length), length + 2));

    private static List<MqttUserProperty>? UserProperties(MqttOptions options)
    {
        if (options.UserPropertyGateway is not { } gateway)
        {
            return null;
        }

        List<MqttUserProperty> properties = [new(PublishProperties.GatewayName, Encoding.UTF8.GetBytes(gateway))];
        if (options.UserPropertyClient is { } client)
        {
            properties.Add(new(PublishProperties.ClientName, Encoding.UTF8.GetBytes(client)));
        }

        return properties;
    }

    private byte[] Encode(MqttPacket packet)
    {
        byte[] octets = _formatter.Encode(packet).ToArray();
        _formatter.Cleanup();
        return octets;
    }
}
