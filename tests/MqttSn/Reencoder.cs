namespace SensorNet.MqttSn.Tests;

/// <summary>Writes a decoded message again, forwarder headers included, from what the decoder told of it alone.</summary>
internal static class Reencoder
{
    public static int Write(Message m, byte[] buffer)
    {
        var at = 0;
        for (var i = 0; i < m.ForwarderCount; i++)
        {
            at += ForwarderHeader.WriteForwarder(buffer, at, buffer.Length - at, m.ForwarderRadius(i), m.Buffer, m.NodeIdOffset(i), m.NodeIdLength(i));
        }

        return at + Write(m, buffer, at, buffer.Length - at);
    }

    private static int Write(Message m, byte[] b, int at, int room) => m.Type switch
    {
        MessageType.Advertise => DiscoveryMessages.WriteAdvertise(b, at, room, m.GatewayId, m.Duration),
        MessageType.SearchGw => DiscoveryMessages.WriteSearchGw(b, at, room, m.Radius),
        MessageType.GwInfo when m.DataLength == 0 => DiscoveryMessages.WriteGwInfo(b, at, room, m.GatewayId),
        MessageType.GwInfo => DiscoveryMessages.WriteGwInfo(b, at, room, m.GatewayId, m.Buffer, m.DataOffset, m.DataLength),
        MessageType.Connect => ConnectMessages.WriteConnect(
            b, at, room, m.Will, m.CleanSession, m.Duration, m.Buffer, m.ClientIdOffset, m.ClientIdLength),
        MessageType.ConnAck => ConnectMessages.WriteConnAck(b, at, room, m.ReturnCode),
        MessageType.WillTopicReq => WillMessages.WriteWillTopicReq(b, at, room),
        MessageType.WillTopic when m.TopicLength == 0 => WillMessages.WriteEmptyWillTopic(b, at, room),
        MessageType.WillTopic => WillMessages.WriteWillTopic(b, at, room, m.Qos, m.Retain, m.Buffer, m.TopicOffset, m.TopicLength),
        MessageType.WillMsgReq => WillMessages.WriteWillMsgReq(b, at, room),
        MessageType.WillMsg => WillMessages.WriteWillMsg(b, at, room, m.Buffer, m.DataOffset, m.DataLength),
        MessageType.Register => RegisterMessages.WriteRegister(b, at, room, m.TopicId, m.MessageId, m.Buffer, m.TopicOffset, m.TopicLength),
        MessageType.RegAck => RegisterMessages.WriteRegAck(b, at, room, m.TopicId, m.MessageId, m.ReturnCode),
        MessageType.Publish => WritePublish(m, b, at, room),
        MessageType.PubAck => PublishMessages.WritePubAck(b, at, room, m.TopicId, m.MessageId, m.ReturnCode),
        MessageType.PubComp => PublishMessages.WritePubComp(b, at, room, m.MessageId),
        MessageType.PubRec => PublishMessages.WritePubRec(b, at, room, m.MessageId),
        MessageType.PubRel => PublishMessages.WritePubRel(b, at, room, m.MessageId),
        MessageType.Subscribe when m.TopicIdType == TopicIdType.Normal => SubscribeMessages.WriteSubscribe(
            b, at, room, m.Dup, m.Qos, m.MessageId, m.Buffer, m.TopicOffset, m.TopicLength),
        MessageType.Subscribe => SubscribeMessages.WriteSubscribe(b, at, room, m.Dup, m.Qos, m.MessageId, m.TopicIdType, m.TopicId),
        MessageType.SubAck => SubscribeMessages.WriteSubAck(b, at, room, m.Qos, m.TopicId, m.MessageId, m.ReturnCode),
        MessageType.Unsubscribe when m.TopicIdType == TopicIdType.Normal => SubscribeMessages.WriteUnsubscribe(
            b, at, room, m.MessageId, m.Buffer, m.TopicOffset, m.TopicLength),
        MessageType.Unsubscribe => SubscribeMessages.WriteUnsubscribe(b, at, room, m.MessageId, m.TopicIdType, m.TopicId),
        MessageType.UnsubAck => SubscribeMessages.WriteUnsubAck(b, at, room, m.MessageId),
        MessageType.PingReq when m.ClientIdLength == 0 => PingMessages.WritePingReq(b, at, room),
        MessageType.PingReq => PingMessages.WritePingReq(b, at, room, m.Buffer, m.ClientIdOffset, m.ClientIdLength),
        MessageType.PingResp => PingMessages.WritePingResp(b, at, room),
        MessageType.Disconnect when !m.HasDuration => ConnectMessages.WriteDisconnect(b, at, room),
        MessageType.Disconnect => ConnectMessages.WriteDisconnect(b, at, room, m.Duration),
        MessageType.WillTopicUpd when m.TopicLength == 0 => WillMessages.WriteEmptyWillTopicUpd(b, at, room),
        MessageType.WillTopicUpd => WillMessages.WriteWillTopicUpd(b, at, room, m.Qos, m.Retain, m.Buffer, m.TopicOffset, m.TopicLength),
        MessageType.WillTopicResp => WillMessages.WriteWillTopicResp(b, at, room, m.ReturnCode),
        MessageType.WillMsgUpd => WillMessages.WriteWillMsgUpd(b, at, room, m.Buffer, m.DataOffset, m.DataLength),
        MessageType.WillMsgResp => WillMessages.WriteWillMsgResp(b, at, room, m.ReturnCode),
        _ => throw new InvalidOperationException($"the decoder accepted the type 0x{(int)m.Type:X2}"),
    };

    // 5.4.12: the message id, and with it DUP, belongs to QoS 1 and 2.
    private static int WritePublish(Message m, byte[] b, int at, int room)
    {
        var acknowledged = m.Qos > 0;
        return PublishMessages.WritePublish(
            b,
            at,
            room,
            acknowledged && m.Dup,
            m.Qos,
            m.Retain,
            m.TopicIdType,
            m.TopicId,
            acknowledged ? m.MessageId : 0,
            m.Buffer,
            m.DataOffset,
            m.DataLength);
    }
}
