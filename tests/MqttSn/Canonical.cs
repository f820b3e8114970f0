namespace SensorNet.MqttSn.Tests;

/// <summary>
/// What the encoder would have written for an accepted datagram. It differs from the datagram only where the decoder is liberal: the shorter length
/// field, no bits that the type does not use, no message id or DUP where QoS is 0 or −1.
/// </summary>
internal static class Canonical
{
    public static byte[] Of(ReadOnlySpan<byte> datagram)
    {
        List<byte> canonical = new List<byte>(datagram.Length);
        while (datagram[0] != 1 && datagram[1] == (byte)MessageType.Forwarder)
        {
            ReadOnlySpan<byte> header = datagram[..datagram[0]];
            canonical.AddRange([header[0], header[1], (byte)(header[2] & Limits.ForwarderRadiusMax)]);
            canonical.AddRange(header[3..]);
            datagram = datagram[datagram[0]..];
        }

        int headerLength = datagram[0] == 1 ? 4 : 2;
        MessageType type = (MessageType)datagram[headerLength - 1];
        byte[] body = datagram[headerLength..].ToArray();
        Simplify(type, body);
        int total = 2 + body.Length;
        canonical.AddRange(total <= 255 ? [(byte)total] : [1, (byte)((total + 2) >> 8), (byte)(total + 2)]);
        canonical.Add((byte)type);
        canonical.AddRange(body);
        return [.. canonical];
    }

    private static void Simplify(MessageType type, byte[] body)
    {
        const int Qos = MessageFlags.QosMask;
        const int Kind = MessageFlags.TopicIdTypeMask;
        int used = type switch
        {
            MessageType.Connect => MessageFlags.Will | MessageFlags.CleanSession,
            MessageType.Publish => MessageFlags.Dup | Qos | MessageFlags.Retain | Kind,
            MessageType.WillTopic or MessageType.WillTopicUpd => Qos | MessageFlags.Retain,
            MessageType.Subscribe => MessageFlags.Dup | Qos | Kind,
            MessageType.Unsubscribe => Kind,
            MessageType.SubAck => Qos,
            _ => 0xFF,
        };
        if (body.Length == 0)
        {
            return;
        }

        body[0] &= (byte)used;
        if (type == MessageType.Publish && (body[0] & Qos) is 0 or Qos)
        {
            body[0] &= 0xFF ^ MessageFlags.Dup;
            body[3] = body[4] = 0;
        }
    }
}
