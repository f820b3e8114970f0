using System.Text;

namespace SensorNet.MqttSn.Tests;

/// <summary>Messages of every type with seeded contents, written by the encoder from values that it is not asked for again.</summary>
internal sealed class SampleMessages
{
    private const int BufferLength = 8192;
    private static readonly string[] Characters = ["a", "Z", "7", " ", "$", "-", "ä", "ß", "€", "語", "🌡", "\u0001"];

    private readonly Random _random;
    private readonly byte[] _buffer = new byte[BufferLength];
    private readonly Func<ShownFields, int>[] _makers;
    private int _at;
    private int _next;

    public SampleMessages(int seed)
    {
        _random = new Random(seed);
        _makers =
        [
            Advertise, SearchGw, GwInfo, GwInfoWithAddress, Connect, ConnAck, WillTopicReq, WillTopic, EmptyWillTopic, WillMsgReq, WillMsg,
            RegisterOfClient, RegisterOfGateway, RegAck, Publish, PublishPredefined, PublishShortName, PublishQosMinusOne, PubAck, PubAckRejecting,
            PubRec, PubRel, PubComp, SubscribeName, SubscribeId, SubscribeShortName, SubAck, UnsubscribeName, UnsubscribeId, UnsubscribeShortName,
            UnsubAck, PingReq, PingReqWithClientId, PingResp, Disconnect, DisconnectWithDuration, WillTopicUpd, EmptyWillTopicUpd, WillTopicResp,
            WillMsgUpd, WillMsgResp,
        ];
    }

    /// <summary>The number of kinds of message: after as many calls of <see cref="Next"/> every kind has come once.</summary>
    public int Kinds => _makers.Length;

    private int Room => BufferLength - _at;

    public SampleMessage Next()
    {
        _at = 0;
        List<ShownFields> layers = new List<ShownFields>();
        int wrappers = _random.Next(4) == 0 ? _random.Next(1, Limits.ForwarderDepthMax + 1) : 0;
        for (int i = 0; i < wrappers; i++)
        {
            ShownFields header = new ShownFields();
            _at += Forwarder(header);
            layers.Add(header);
        }

        ShownFields fields = new ShownFields();
        int start = _at;
        int length = _makers[_next](fields);
        _next = (_next + 1) % _makers.Length;
        Assert.IsGreaterThan(0, length, "the sample fits");
        MessageType type = (MessageType)_buffer[start + (_buffer[start] == 1 ? 3 : 1)];
        fields.Number("msg.len", length).Number("msg.type", (int)type);
        layers.Add(fields);
        return new SampleMessage(type, _buffer[..(start + length)], layers);
    }

    private int Forwarder(ShownFields shown)
    {
        int radius = _random.Next(4);
        byte[] nodeId = Octets(_random.Next(1, 5));
        shown.Number("msg.len", 3 + nodeId.Length).Number("msg.type", 0xFE).Number("control.info", radius).Octets("wireless.node.id", nodeId);
        return ForwarderHeader.WriteForwarder(new Slice(_buffer, _at, Room), radius, new Slice(nodeId));
    }

    private int Advertise(ShownFields shown)
    {
        (int gateway, int duration) = (_random.Next(256), Word());
        shown.Number("gw.id", gateway).Number("adv.interv", duration);
        return DiscoveryMessages.WriteAdvertise(new Slice(_buffer, _at, Room), gateway, duration);
    }

    private int SearchGw(ShownFields shown)
    {
        int radius = _random.Next(256);
        shown.Number("radius", radius);
        return DiscoveryMessages.WriteSearchGw(new Slice(_buffer, _at, Room), radius);
    }

    private int GwInfo(ShownFields shown)
    {
        int gateway = _random.Next(256);
        shown.Number("gw.id", gateway);
        return DiscoveryMessages.WriteGwInfo(new Slice(_buffer, _at, Room), gateway);
    }

    private int GwInfoWithAddress(ShownFields shown)
    {
        (int gateway, byte[]? address) = (_random.Next(256), Octets(_random.Next(1, 20)));
        shown.Number("gw.id", gateway).Octets("gw.addr", address);
        return DiscoveryMessages.WriteGwInfo(new Slice(_buffer, _at, Room), gateway, new Slice(address));
    }

    private int Connect(ShownFields shown)
    {
        (bool will, bool clean, int keepAlive, byte[]? clientId) = (Coin(), Coin(), Word(), ClientId());
        shown.Flags(will: will, clean: clean).Number("protocol.id", 1).Number("keep.alive", keepAlive).Octets("client.id", clientId);
        return ConnectMessages.WriteConnect(new Slice(_buffer, _at, Room), will, clean, keepAlive, new Slice(clientId));
    }

    private int ConnAck(ShownFields shown) => ConnectMessages.WriteConnAck(new Slice(_buffer, _at, Room), Code(shown));

    private int WillTopicReq(ShownFields shown) => WillMessages.WriteWillTopicReq(new Slice(_buffer, _at, Room));

    private int WillTopic(ShownFields shown)
    {
        (int qos, bool retain, byte[]? topic) = (_random.Next(3), Coin(), Name());
        shown.Flags(qos: qos, retain: retain).Octets("will.topic", topic);
        return WillMessages.WriteWillTopic(new Slice(_buffer, _at, Room), qos, retain, new Slice(topic));
    }

    private int EmptyWillTopic(ShownFields shown) => WillMessages.WriteEmptyWillTopic(new Slice(_buffer, _at, Room));

    private int WillMsgReq(ShownFields shown) => WillMessages.WriteWillMsgReq(new Slice(_buffer, _at, Room));

    private int WillMsg(ShownFields shown)
    {
        byte[] data = Data();
        shown.Octets("will.msg", data);
        return WillMessages.WriteWillMsg(new Slice(_buffer, _at, Room), new Slice(data));
    }

    private int RegisterOfClient(ShownFields shown) => Register(shown, 0);

    private int RegisterOfGateway(ShownFields shown) => Register(shown, TopicId());

    private int Register(ShownFields shown, int topicId)
    {
        (int messageId, byte[]? topic) = (MessageId(), Name());
        shown.Number("topic.id", topicId).Number("msg.id", messageId).Octets("topic", topic);
        return RegisterMessages.WriteRegister(new Slice(_buffer, _at, Room), topicId, messageId, new Slice(topic));
    }

    private int RegAck(ShownFields shown)
    {
        (int topicId, int messageId) = Ids(shown);
        return RegisterMessages.WriteRegAck(new Slice(_buffer, _at, Room), topicId, messageId, Code(shown));
    }

    private int Publish(ShownFields shown) => Publish(shown, _random.Next(3), TopicIdType.Normal, TopicId());

    private int PublishPredefined(ShownFields shown) => Publish(shown, _random.Next(3), TopicIdType.Predefined, TopicId());

    private int PublishShortName(ShownFields shown) => Publish(shown, _random.Next(3), TopicIdType.ShortName, ShortName());

    private int PublishQosMinusOne(ShownFields shown) => Coin()
        ? Publish(shown, -1, TopicIdType.Predefined, TopicId())
        : Publish(shown, -1, TopicIdType.ShortName, ShortName());

    private int Publish(ShownFields shown, int qos, TopicIdType kind, int topicId)
    {
        (bool dup, bool retain, int messageId, byte[]? data) = (qos > 0 && Coin(), Coin(), qos > 0 ? MessageId() : 0, Data());
        shown.Number("dup", dup ? 1 : 0).Number("qos", qos & 3).Number("retain", retain ? 1 : 0).Number("topic.id.type", (int)kind)
            .Number("topic.id", topicId).Number("msg.id", messageId).Octets("pub.msg", data);
        return PublishMessages.WritePublish(
            new Slice(_buffer, _at, Room), MessageFlags.Publish(dup, qos, retain, kind), topicId, messageId, new Slice(data));
    }

    private int PubAck(ShownFields shown)
    {
        (int topicId, int messageId) = Ids(shown);
        return PublishMessages.WritePubAck(new Slice(_buffer, _at, Room), topicId, messageId, Code(shown));
    }

    private int PubAckRejecting(ShownFields shown)
    {
        int topicId = Coin() ? 0 : 0xFFFF;
        shown.Number("topic.id", topicId).Number("msg.id", 0).Number("return.code", 2);
        return PublishMessages.WritePubAck(new Slice(_buffer, _at, Room), topicId, 0, ReturnCode.InvalidTopicId);
    }

    private int PubRec(ShownFields shown) => PublishMessages.WritePubRec(new Slice(_buffer, _at, Room), MessageId(shown));

    private int PubRel(ShownFields shown) => PublishMessages.WritePubRel(new Slice(_buffer, _at, Room), MessageId(shown));

    private int PubComp(ShownFields shown) => PublishMessages.WritePubComp(new Slice(_buffer, _at, Room), MessageId(shown));

    private int SubscribeName(ShownFields shown)
    {
        (bool dup, int qos, byte[]? filter) = (Coin(), _random.Next(3), Filter());
        shown.Flags(dup: dup, qos: qos).Octets("topic.name.or.id", filter);
        return SubscribeMessages.WriteSubscribe(new Slice(_buffer, _at, Room), MessageFlags.Subscribe(dup, qos), MessageId(shown), new Slice(filter));
    }

    private int SubscribeId(ShownFields shown) => Subscribe(shown, TopicIdType.Predefined, TopicId());

    private int SubscribeShortName(ShownFields shown) => Subscribe(shown, TopicIdType.ShortName, ShortName());

    private int Subscribe(ShownFields shown, TopicIdType kind, int topicId)
    {
        (bool dup, int qos) = (Coin(), _random.Next(3));
        shown.Flags(dup: dup, qos: qos, kind: kind).Octets("topic.name.or.id", Two(topicId));
        return SubscribeMessages.WriteSubscribe(new Slice(_buffer, _at, Room), MessageFlags.Subscribe(dup, qos, kind), MessageId(shown), topicId);
    }

    private int SubAck(ShownFields shown)
    {
        int qos = _random.Next(3);
        (int topicId, int messageId) = Ids(shown.Flags(qos: qos));
        return SubscribeMessages.WriteSubAck(new Slice(_buffer, _at, Room), qos, topicId, messageId, Code(shown));
    }

    private int UnsubscribeName(ShownFields shown)
    {
        byte[] filter = Filter();
        shown.Flags().Octets("topic.name.or.id", filter);
        return SubscribeMessages.WriteUnsubscribe(new Slice(_buffer, _at, Room), MessageId(shown), new Slice(filter));
    }

    private int UnsubscribeId(ShownFields shown) => Unsubscribe(shown, TopicIdType.Predefined, TopicId());

    private int UnsubscribeShortName(ShownFields shown) => Unsubscribe(shown, TopicIdType.ShortName, ShortName());

    private int Unsubscribe(ShownFields shown, TopicIdType kind, int topicId)
    {
        shown.Flags(kind: kind).Octets("topic.name.or.id", Two(topicId));
        return SubscribeMessages.WriteUnsubscribe(new Slice(_buffer, _at, Room), MessageId(shown), kind, topicId);
    }

    private int UnsubAck(ShownFields shown) => SubscribeMessages.WriteUnsubAck(new Slice(_buffer, _at, Room), MessageId(shown));

    private int PingReq(ShownFields shown) => PingMessages.WritePingReq(new Slice(_buffer, _at, Room));

    private int PingReqWithClientId(ShownFields shown)
    {
        byte[] clientId = ClientId();
        shown.Octets("client.id", clientId);
        return PingMessages.WritePingReq(new Slice(_buffer, _at, Room), new Slice(clientId));
    }

    private int PingResp(ShownFields shown) => PingMessages.WritePingResp(new Slice(_buffer, _at, Room));

    private int Disconnect(ShownFields shown) => ConnectMessages.WriteDisconnect(new Slice(_buffer, _at, Room));

    private int DisconnectWithDuration(ShownFields shown)
    {
        int duration = Word();
        shown.Number("sleep.timer", duration);
        return ConnectMessages.WriteDisconnect(new Slice(_buffer, _at, Room), duration);
    }

    private int WillTopicUpd(ShownFields shown)
    {
        (int qos, bool retain, byte[]? topic) = (_random.Next(3), Coin(), Name());
        shown.Flags(qos: qos, retain: retain).Octets("will.topic", topic);
        return WillMessages.WriteWillTopicUpd(new Slice(_buffer, _at, Room), qos, retain, new Slice(topic));
    }

    private int EmptyWillTopicUpd(ShownFields shown) => WillMessages.WriteEmptyWillTopicUpd(new Slice(_buffer, _at, Room));

    private int WillTopicResp(ShownFields shown) => WillMessages.WriteWillTopicResp(new Slice(_buffer, _at, Room), Code(shown));

    private int WillMsgUpd(ShownFields shown)
    {
        byte[] data = Data();
        shown.Octets("will.msg", data);
        return WillMessages.WriteWillMsgUpd(new Slice(_buffer, _at, Room), new Slice(data));
    }

    private int WillMsgResp(ShownFields shown) => WillMessages.WriteWillMsgResp(new Slice(_buffer, _at, Room), Code(shown));

    private (int TopicId, int MessageId) Ids(ShownFields shown)
    {
        int topicId = TopicId();
        shown.Number("topic.id", topicId);
        return (topicId, MessageId(shown));
    }

    private ReturnCode Code(ShownFields shown)
    {
        int code = _random.Next(4);
        shown.Number("return.code", code);
        return (ReturnCode)code;
    }

    private int MessageId(ShownFields shown)
    {
        int messageId = MessageId();
        shown.Number("msg.id", messageId);
        return messageId;
    }

    private bool Coin() => _random.Next(2) == 0;

    private int Word() => _random.Next(4) switch { 0 => 0, 1 => 0xFFFF, _ => _random.Next(0x10000) };

    private int TopicId() => _random.Next(4) switch { 0 => 1, 1 => 0xFFFE, _ => _random.Next(1, 0xFFFF) };

    private int MessageId() => _random.Next(4) switch { 0 => 1, 1 => 0xFFFF, _ => _random.Next(1, 0x10000) };

    private int ShortName() => Coin() ? 0xC3A4 : (_random.Next('A', 'Z') << 8) | _random.Next('a', 'z');

    private byte[] Octets(int length)
    {
        byte[] octets = new byte[length];
        _random.NextBytes(octets);
        return octets;
    }

    // Empty, short, around the border of the two length forms, long.
    private byte[] Data() => Octets(_random.Next(8) switch
    {
        0 => 0,
        1 => _random.Next(240, 262),
        2 => _random.Next(262, 4000),
        _ => _random.Next(1, 60),
    });

    private byte[] ClientId() =>
        Coin() ? Encoding.UTF8.GetBytes(Text(_random.Next(1, 6))) : Encoding.ASCII.GetBytes(new string('c', _random.Next(1, 24)));

    private byte[] Name() => Encoding.UTF8.GetBytes(_random.Next(8) == 0 ? new string('t', _random.Next(240, 400)) : Text(_random.Next(1, 12)));

    private byte[] Filter() => _random.Next(4) switch
    {
        0 => [(byte)'#'],
        1 => Encoding.UTF8.GetBytes("+/" + Text(3) + "/+"),
        2 => Encoding.UTF8.GetBytes(Text(3) + "/+/#"),
        _ => Name(),
    };

    private string Text(int characters)
    {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < characters; i++)
        {
            text.Append(_random.Next(5) == 0 && i > 0 ? "/" : Characters[_random.Next(Characters.Length)]);
        }

        return text.ToString();
    }

    private static byte[] Two(int value) => [(byte)(value >> 8), (byte)value];
}
