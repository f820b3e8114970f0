using System.Text;

namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>Messages as arrays of their own.</summary>
internal static class Encode
{
    public static byte[] Connect(string id, bool clean, bool will, int keepAlive)
    {
        byte[] octets = Encoding.UTF8.GetBytes(id);
        return Make((b, n) => ConnectMessages.WriteConnect(b, 0, n, will, clean, keepAlive, octets, 0, octets.Length));
    }

    public static byte[] WillTopic(string topic, int qos)
    {
        byte[] octets = Encoding.UTF8.GetBytes(topic);
        return Make((b, n) => WillMessages.WriteWillTopic(b, 0, n, qos, false, octets, 0, octets.Length));
    }

    public static byte[] WillMessage(byte[] data) => Make((b, n) => WillMessages.WriteWillMsg(b, 0, n, data, 0, data.Length));

    public static byte[] WillMessageUpdate(byte[] data) => Make((b, n) => WillMessages.WriteWillMsgUpd(b, 0, n, data, 0, data.Length));

    public static byte[] Register(int messageId, string topic)
    {
        byte[] octets = Encoding.UTF8.GetBytes(topic);
        return Make((b, n) => RegisterMessages.WriteRegister(b, 0, n, 0, messageId, octets, 0, octets.Length));
    }

    public static byte[] RegAck(int topicId, int messageId) =>
        Make((b, n) => RegisterMessages.WriteRegAck(b, 0, n, topicId, messageId, ReturnCode.Accepted));

    public static byte[] Publish(int qos, TopicIdType type, int topicId, int messageId, byte[] data) =>
        Make((b, n) => PublishMessages.WritePublish(b, 0, n, false, qos, false, type, topicId, messageId, data, 0, data.Length));

    public static byte[] PubAck(int topicId, int messageId, ReturnCode code) =>
        Make((b, n) => PublishMessages.WritePubAck(b, 0, n, topicId, messageId, code));

    public static byte[] PubRec(int messageId) => Make((b, n) => PublishMessages.WritePubRec(b, 0, n, messageId));

    public static byte[] PubRel(int messageId) => Make((b, n) => PublishMessages.WritePubRel(b, 0, n, messageId));

    public static byte[] PubComp(int messageId) => Make((b, n) => PublishMessages.WritePubComp(b, 0, n, messageId));

    public static byte[] Subscribe(int qos, int messageId, TopicIdType type, int topicId, string filter)
    {
        byte[] octets = Encoding.UTF8.GetBytes(filter);
        return Make((b, n) => type == TopicIdType.Normal
            ? SubscribeMessages.WriteSubscribe(b, 0, n, false, qos, messageId, octets, 0, octets.Length)
            : SubscribeMessages.WriteSubscribe(b, 0, n, false, qos, messageId, type, topicId));
    }

    public static byte[] Unsubscribe(int messageId, TopicIdType type, int topicId, string filter)
    {
        byte[] octets = Encoding.UTF8.GetBytes(filter);
        return Make((b, n) => type == TopicIdType.Normal
            ? SubscribeMessages.WriteUnsubscribe(b, 0, n, messageId, octets, 0, octets.Length)
            : SubscribeMessages.WriteUnsubscribe(b, 0, n, messageId, type, topicId));
    }

    public static byte[] PingReq() => Make((b, n) => PingMessages.WritePingReq(b, 0, n));

    public static byte[] PingReq(string id)
    {
        byte[] octets = Encoding.UTF8.GetBytes(id);
        return Make((b, n) => PingMessages.WritePingReq(b, 0, n, octets, 0, octets.Length));
    }

    public static byte[] Disconnect() => Make((b, n) => ConnectMessages.WriteDisconnect(b, 0, n));

    public static byte[] Disconnect(int seconds) => Make((b, n) => ConnectMessages.WriteDisconnect(b, 0, n, seconds));

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

    private static byte[] Make(Func<byte[], int, int> write)
    {
        byte[] buffer = new byte[256];
        return buffer[..write(buffer, buffer.Length)];
    }
}
