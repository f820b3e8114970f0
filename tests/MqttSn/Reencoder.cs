namespace SensorNet.MqttSn.Tests;

/// <summary>Writes a decoded message again, forwarder headers included, from what the decoder told of it alone.</summary>
internal static class Reencoder
{
    public static int Write(Message m, byte[] buffer)
    {
        int at = 0;
        for (int i = 0; i < m.ForwarderCount; i++)
        {
            Slice nodeId = new Slice(m.Buffer, m.NodeIdOffset(i), m.NodeIdLength(i));
            at += ForwarderHeader.WriteForwarder(new Slice(buffer, at, buffer.Length - at), m.ForwarderRadius(i), nodeId);
        }

        return at + Write(m, new Slice(buffer, at, buffer.Length - at));
    }

    private static int Write(Message m, Slice t) => m.Type switch
    {
        MessageType.Advertise => DiscoveryMessages.WriteAdvertise(t, m.GatewayId, m.Duration),
        MessageType.SearchGw => DiscoveryMessages.WriteSearchGw(t, m.Radius),
        MessageType.GwInfo when m.DataLength == 0 => DiscoveryMessages.WriteGwInfo(t, m.GatewayId),
        MessageType.GwInfo => DiscoveryMessages.WriteGwInfo(t, m.GatewayId, Data(m)),
        MessageType.Connect => ConnectMessages.WriteConnect(t, m.Will, m.CleanSession, m.Duration, ClientId(m)),
        MessageType.ConnAck => ConnectMessages.WriteConnAck(t, m.ReturnCode),
        MessageType.WillTopicReq => WillMessages.WriteWillTopicReq(t),
        MessageType.WillTopic when m.TopicLength == 0 => WillMessages.WriteEmptyWillTopic(t),
        MessageType.WillTopic => WillMessages.WriteWillTopic(t, m.Qos, m.Retain, Topic(m)),
        MessageType.WillMsgReq => WillMessages.WriteWillMsgReq(t),
        MessageType.WillMsg => WillMessages.WriteWillMsg(t, Data(m)),
        MessageType.Register => RegisterMessages.WriteRegister(t, m.TopicId, m.MessageId, Topic(m)),
        MessageType.RegAck => RegisterMessages.WriteRegAck(t, m.TopicId, m.MessageId, m.ReturnCode),
        MessageType.Publish => WritePublish(m, t),
        MessageType.PubAck => PublishMessages.WritePubAck(t, m.TopicId, m.MessageId, m.ReturnCode),
        MessageType.PubComp => PublishMessages.WritePubComp(t, m.MessageId),
        MessageType.PubRec => PublishMessages.WritePubRec(t, m.MessageId),
        MessageType.PubRel => PublishMessages.WritePubRel(t, m.MessageId),
        MessageType.Subscribe when m.TopicIdType == TopicIdType.Normal => SubscribeMessages.WriteSubscribe(
            t, MessageFlags.Subscribe(m.Dup, m.Qos), m.MessageId, Topic(m)),
        MessageType.Subscribe => SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(m.Dup, m.Qos, m.TopicIdType), m.MessageId, m.TopicId),
        MessageType.SubAck => SubscribeMessages.WriteSubAck(t, m.Qos, m.TopicId, m.MessageId, m.ReturnCode),
        MessageType.Unsubscribe when m.TopicIdType == TopicIdType.Normal => SubscribeMessages.WriteUnsubscribe(t, m.MessageId, Topic(m)),
        MessageType.Unsubscribe => SubscribeMessages.WriteUnsubscribe(t, m.MessageId, m.TopicIdType, m.TopicId),
        MessageType.UnsubAck => SubscribeMessages.WriteUnsubAck(t, m.MessageId),
        MessageType.PingReq when m.ClientIdLength == 0 => PingMessages.WritePingReq(t),
        MessageType.PingReq => PingMessages.WritePingReq(t, ClientId(m)),
        MessageType.PingResp => PingMessages.WritePingResp(t),
        MessageType.Disconnect when !m.HasDuration => ConnectMessages.WriteDisconnect(t),
        MessageType.Disconnect => ConnectMessages.WriteDisconnect(t, m.Duration),
        MessageType.WillTopicUpd when m.TopicLength == 0 => WillMessages.WriteEmptyWillTopicUpd(t),
        MessageType.WillTopicUpd => WillMessages.WriteWillTopicUpd(t, m.Qos, m.Retain, Topic(m)),
        MessageType.WillTopicResp => WillMessages.WriteWillTopicResp(t, m.ReturnCode),
        MessageType.WillMsgUpd => WillMessages.WriteWillMsgUpd(t, Data(m)),
        MessageType.WillMsgResp => WillMessages.WriteWillMsgResp(t, m.ReturnCode),
        _ => throw new InvalidOperationException($"the decoder accepted the type 0x{(int)m.Type:X2}"),
    };

    // 5.4.12: the message id, and with it DUP, belongs to QoS 1 and 2.
    private static int WritePublish(Message m, Slice t)
    {
        bool acknowledged = m.Qos > 0;
        return PublishMessages.WritePublish(
            t, MessageFlags.Publish(acknowledged && m.Dup, m.Qos, m.Retain, m.TopicIdType), m.TopicId, acknowledged ? m.MessageId : 0, Data(m));
    }

    private static Slice Topic(Message m) => new(m.Buffer, m.TopicOffset, m.TopicLength);

    private static Slice Data(Message m) => new(m.Buffer, m.DataOffset, m.DataLength);

    private static Slice ClientId(Message m) => new(m.Buffer, m.ClientIdOffset, m.ClientIdLength);
}
