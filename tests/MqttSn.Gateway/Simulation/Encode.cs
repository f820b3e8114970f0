using System.Text;

namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>Messages as arrays of their own.</summary>
internal static class Encode
{
    public static byte[] Connect(string id, bool clean, bool will, int keepAlive)
    {
        byte[] octets = Encoding.UTF8.GetBytes(id);
        return Make(t => ConnectMessages.WriteConnect(t, will, clean, keepAlive, new Slice(octets)));
    }

    public static byte[] WillTopic(string topic, int qos)
    {
        byte[] octets = Encoding.UTF8.GetBytes(topic);
        return Make(t => WillMessages.WriteWillTopic(t, qos, false, new Slice(octets)));
    }

    public static byte[] WillMessage(byte[] data) => Make(t => WillMessages.WriteWillMsg(t, new Slice(data)));

    public static byte[] WillMessageUpdate(byte[] data) => Make(t => WillMessages.WriteWillMsgUpd(t, new Slice(data)));

    public static byte[] Register(int messageId, string topic)
    {
        byte[] octets = Encoding.UTF8.GetBytes(topic);
        return Make(t => RegisterMessages.WriteRegister(t, 0, messageId, new Slice(octets)));
    }

    public static byte[] RegAck(int topicId, int messageId) =>
        Make(t => RegisterMessages.WriteRegAck(t, topicId, messageId, ReturnCode.Accepted));

    public static byte[] Publish(int qos, TopicIdType type, int topicId, int messageId, byte[] data) =>
        Make(t => PublishMessages.WritePublish(t, MessageFlags.Publish(false, qos, false, type), topicId, messageId, new Slice(data)));

    public static byte[] PubAck(int topicId, int messageId, ReturnCode code) =>
        Make(t => PublishMessages.WritePubAck(t, topicId, messageId, code));

    public static byte[] PubRec(int messageId) => Make(t => PublishMessages.WritePubRec(t, messageId));

    public static byte[] PubRel(int messageId) => Make(t => PublishMessages.WritePubRel(t, messageId));

    public static byte[] PubComp(int messageId) => Make(t => PublishMessages.WritePubComp(t, messageId));

    public static byte[] Subscribe(int qos, int messageId, TopicIdType type, int topicId, string filter)
    {
        byte[] octets = Encoding.UTF8.GetBytes(filter);
        return Make(t => type == TopicIdType.Normal
            ? SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, qos), messageId, new Slice(octets))
            : SubscribeMessages.WriteSubscribe(t, MessageFlags.Subscribe(false, qos, type), messageId, topicId));
    }

    public static byte[] Unsubscribe(int messageId, TopicIdType type, int topicId, string filter)
    {
        byte[] octets = Encoding.UTF8.GetBytes(filter);
        return Make(t => type == TopicIdType.Normal
            ? SubscribeMessages.WriteUnsubscribe(t, messageId, new Slice(octets))
            : SubscribeMessages.WriteUnsubscribe(t, messageId, type, topicId));
    }

    public static byte[] PingReq() => Make(t => PingMessages.WritePingReq(t));

    public static byte[] PingReq(string id)
    {
        byte[] octets = Encoding.UTF8.GetBytes(id);
        return Make(t => PingMessages.WritePingReq(t, new Slice(octets)));
    }

    public static byte[] Disconnect() => Make(t => ConnectMessages.WriteDisconnect(t));

    public static byte[] Disconnect(int seconds) => Make(t => ConnectMessages.WriteDisconnect(t, seconds));

    /// <summary>The same message with DUP, where its type has that.</summary>
    public static byte[] Again(byte[] datagram)
    {
        if (datagram[1] is not ((byte)MessageType.Publish or (byte)MessageType.Subscribe))
        {
            return datagram;
        }

        byte[] copy = [.. datagram];
        copy[2] |= MessageFlags.Dup;
        return copy;
    }

    private static byte[] Make(Func<Slice, int> write)
    {
        byte[] buffer = new byte[256];
        return buffer[..write(new Slice(buffer))];
    }
}
