using System.Buffers.Binary;
using SensorNet.GatewayService.Mqtt;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Persistence;

/// <summary>The values of the log's records, octet by octet; numbers are little-endian.</summary>
internal static class RecordValues
{
    private const int MessageBytesMin = 23;
    private const int StepBytes = 3;
    private const int PublishBytes = 24;
    private const int PacketBytesMin = 16;

    private const byte IsRelease = 1;
    private const byte IsRetained = 2;

    public static int LengthOf(MessageRecord message) => MessageBytesMin + message.Topic.Length + message.PayloadLength;

    public static void Write(MessageRecord message, Span<byte> to)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, message.Session);
        to[8] = (byte)message.Qos;
        to[9] = message.Retain ? (byte)1 : (byte)0;
        to[10] = (byte)message.TopicIdType;
        BinaryPrimitives.WriteUInt16LittleEndian(to[11..], (ushort)message.TopicId);
        BinaryPrimitives.WriteUInt16LittleEndian(to[13..], (ushort)message.Topic.Length);
        long expiresAtMs = message.ExpiresAtMs == long.MaxValue ? long.MaxValue : message.ExpiresAtMs + ClockOffsetMs();
        BinaryPrimitives.WriteInt64LittleEndian(to[15..], expiresAtMs);
        message.Topic.CopyTo(to[MessageBytesMin..]);
        message.Payload.AsSpan(0, message.PayloadLength).CopyTo(to[(MessageBytesMin + message.Topic.Length)..]);
    }

    public static MessageRecord ReadMessage(long number, ReadOnlySpan<byte> from)
    {
        int topicLength = BinaryPrimitives.ReadUInt16LittleEndian(from[13..]);
        byte[] payload = from[(MessageBytesMin + topicLength)..].ToArray();
        long expiresAtMs = BinaryPrimitives.ReadInt64LittleEndian(from[15..]);
        return new MessageRecord
        {
            Number = number,
            Session = BinaryPrimitives.ReadInt64LittleEndian(from),
            Topic = from.Slice(MessageBytesMin, topicLength).ToArray(),
            Payload = payload,
            PayloadLength = payload.Length,
            Qos = from[8],
            Retain = from[9] != 0,
            ExpiresAtMs = expiresAtMs == long.MaxValue ? long.MaxValue : expiresAtMs - ClockOffsetMs(),
            TopicIdType = (TopicIdType)from[10],
            TopicId = BinaryPrimitives.ReadUInt16LittleEndian(from[11..]),
        };
    }

    // The gateway's clock begins anew with the machine; the time of day does not.
    private static long ClockOffsetMs() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - Environment.TickCount64;

    public static int StepLength => StepBytes;

    public static void WriteStep(int messageId, bool received, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)messageId);
        to[2] = received ? (byte)1 : (byte)0;
    }

    public static (int MessageId, bool Received) ReadStep(ReadOnlySpan<byte> from) =>
        (BinaryPrimitives.ReadUInt16LittleEndian(from), from[2] != 0);

    public static int PublishLength => PublishBytes;

    public static void Write(PublishRecord publish, Span<byte> to)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, publish.Session);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], publish.Will);
        BinaryPrimitives.WriteUInt16LittleEndian(to[16..], (ushort)publish.MessageId);
        BinaryPrimitives.WriteUInt16LittleEndian(to[18..], (ushort)publish.TopicId);
        BinaryPrimitives.WriteInt32LittleEndian(to[20..], publish.ContentHash);
    }

    public static PublishRecord ReadPublish(int token, ReadOnlySpan<byte> from) => new()
    {
        Token = token,
        Session = BinaryPrimitives.ReadInt64LittleEndian(from),
        Will = BinaryPrimitives.ReadInt64LittleEndian(from[8..]),
        MessageId = BinaryPrimitives.ReadUInt16LittleEndian(from[16..]),
        TopicId = BinaryPrimitives.ReadUInt16LittleEndian(from[18..]),
        ContentHash = BinaryPrimitives.ReadInt32LittleEndian(from[20..]),
    };

    public static int PacketLength(int topicLength, int payloadLength) => PacketBytesMin + topicLength + payloadLength;

    /// <summary>A PUBLISH with its topic and payload, or, without them, PUBREL.</summary>
    public static void Write(in KeptPacket packet, bool isRelease, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, Span<byte> to)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to, packet.Token);
        BinaryPrimitives.WriteInt64LittleEndian(to[4..], packet.Sequence);
        to[12] = (byte)((isRelease ? IsRelease : 0) | (packet.Retain ? IsRetained : 0));
        to[13] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(to[14..], (ushort)topic.Length);
        topic.CopyTo(to[PacketBytesMin..]);
        payload.CopyTo(to[(PacketBytesMin + topic.Length)..]);
    }

    public static RestoredPacket ReadPacket(int packetId, ReadOnlySpan<byte> from)
    {
        KeptPacket packet = new KeptPacket(
            packetId, BinaryPrimitives.ReadInt32LittleEndian(from), BinaryPrimitives.ReadInt64LittleEndian(from[4..]), (from[12] & IsRetained) != 0);
        int topicLength = BinaryPrimitives.ReadUInt16LittleEndian(from[14..]);
        return (from[12] & IsRelease) != 0
            ? new RestoredPacket(packet, null, [])
            : new RestoredPacket(packet, from.Slice(PacketBytesMin, topicLength).ToArray(), from[(PacketBytesMin + topicLength)..].ToArray());
    }
}
