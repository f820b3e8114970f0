namespace SensorNet.MqttSn.Tests;

/// <summary>Writes a decoded message again, forwarder headers included, from what the decoder told of it alone.</summary>
internal static class Reencoder
{
    public static int Write(Message m, byte[] buffer)
    {
        var at = 0;
        for (var i = 0; i < m.ForwarderCount; i++)
        {
            at += MessageEncoder.WriteForwarder(buffer, at, buffer.Length - at, m.ForwarderRadius(i), m.Buffer, m.NodeIdOffset(i), m.NodeIdLength(i));
        }

        return at + Write(m, buffer, at, buffer.Length - at);
    }

    private static int Write(Message m, byte[] b, int at, int room) => m.Type switch
    {
        MessageType.Advertise => MessageEncoder.WriteAdvertise(b, at, room, m.GatewayId, m.Duration),
        MessageType.SearchGw => MessageEncoder.WriteSearchGw(b, at, room, m.Radius),
        MessageType.GwInfo when m.DataLength == 0 => MessageEncoder.WriteGwInfo(b, at, room, m.GatewayId),
        MessageType.GwInfo => MessageEncoder.WriteGwInfo(b, at, room, m.GatewayId, m.Buffer, m.DataOffset, m.DataLength),
        MessageType.Connect => MessageEncoder.WriteConnect(
            b, at, room, m.Will, m.CleanSession, m.Duration, m.Buffer, m.ClientIdOffset, m.ClientIdLength),
        MessageType.ConnAck => MessageEncoder.WriteConnAck(b, at, room, m.ReturnCode),
        MessageType.WillTopicReq => MessageEncoder.WriteWillTopicReq(b, at, room),
        MessageType.WillTopic when m.TopicLength == 0 => MessageEncoder.WriteEmptyWillTopic(b, at, room),
        MessageType.WillTopic => MessageEncoder.WriteWillTopic(b, at, room, m.Qos, m.Retain, m.Buffer, m.TopicOffset, m.TopicLength),
        MessageType.WillMsgReq => MessageEncoder.WriteWillMsgReq(b, at, room),
        MessageType.WillMsg => MessageEncoder.WriteWillMsg(b, at, room, m.Buffer, m.DataOffset, m.DataLength),
        MessageType.Register => MessageEncoder.WriteRegister(b, at, room, m.TopicId, m.MessageId, m.Buffer, m.TopicOffset, m.TopicLength),
        MessageType.RegAck => MessageEncoder.WriteRegAck(b, at, room, m.TopicId, m.MessageId, m.ReturnCode),
        MessageType.Publish => WritePublish(m, b, at, room),
        MessageType.PubAck => MessageEncoder.WritePubAck(b, at, room, m.TopicId, m.MessageId, m.ReturnCode),
        MessageType.PubComp => MessageEncoder.WritePubComp(b, at, room, m.MessageId),
        MessageType.PubRec => MessageEncoder.WritePubRec(b, at, room, m.MessageId),
        MessageType.PubRel => MessageEncoder.WritePubRel(b, at, room, m.MessageId),
        MessageType.Subscribe when m.TopicIdType == TopicIdType.Normal => MessageEncoder.WriteSubscribe(
            b, at, room, m.Dup, m.Qos, m.MessageId, m.Buffer, m.TopicOffset, m.TopicLength),
        MessageType.Subscribe => MessageEncoder.WriteSubscribe(b, at, room, m.Dup, m.Qos, m.MessageId, m.TopicIdType, m.TopicId),
        MessageType.SubAck => MessageEncoder.WriteSubAck(b, at, room, m.Qos, m.TopicId, m.MessageId, m.ReturnCode),
        MessageType.Unsubscribe when m.TopicIdType == TopicIdType.Normal => MessageEncoder.WriteUnsubscribe(
            b, at, room, m.MessageId, m.Buffer, m.TopicOffset, m.TopicLength),
        MessageType.Unsubscribe => MessageEncoder.WriteUnsubscribe(b, at, room, m.MessageId, m.TopicIdType, m.TopicId),
        MessageType.UnsubAck => MessageEncoder.WriteUnsubAck(b, at, room, m.MessageId),
        MessageType.PingReq when m.ClientIdLength == 0 => MessageEncoder.WritePingReq(b, at, room),
        MessageType.PingReq => MessageEncoder.WritePingReq(b, at, room, m.Buffer, m.ClientIdOffset, m.ClientIdLength),
        MessageType.PingResp => MessageEncoder.WritePingResp(b, at, room),
        MessageType.Disconnect when !m.HasDuration => MessageEncoder.WriteDisconnect(b, at, room),
        MessageType.Disconnect => MessageEncoder.WriteDisconnect(b, at, room, m.Duration),
        MessageType.WillTopicUpd when m.TopicLength == 0 => MessageEncoder.WriteEmptyWillTopicUpd(b, at, room),
        MessageType.WillTopicUpd => MessageEncoder.WriteWillTopicUpd(b, at, room, m.Qos, m.Retain, m.Buffer, m.TopicOffset, m.TopicLength),
        MessageType.WillTopicResp => MessageEncoder.WriteWillTopicResp(b, at, room, m.ReturnCode),
        MessageType.WillMsgUpd => MessageEncoder.WriteWillMsgUpd(b, at, room, m.Buffer, m.DataOffset, m.DataLength),
        MessageType.WillMsgResp => MessageEncoder.WriteWillMsgResp(b, at, room, m.ReturnCode),
        _ => throw new InvalidOperationException($"the decoder accepted the type 0x{(int)m.Type:X2}"),
    };

    // 5.4.12: the message id, and with it DUP, belongs to QoS 1 and 2.
    private static int WritePublish(Message m, byte[] b, int at, int room)
    {
        var acknowledged = m.Qos > 0;
        return MessageEncoder.WritePublish(
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
