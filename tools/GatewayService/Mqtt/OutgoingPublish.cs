using System.Buffers.Binary;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>A PUBLISH to the broker, before it has a packet id.</summary>
internal readonly ref struct OutgoingPublish
{
    /// <summary>The topic name; empty where an alias stands for it.</summary>
    public required ReadOnlySpan<byte> Topic { get; init; }

    public required ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>The properties without their length; only with MQTT 5.</summary>
    public ReadOnlySpan<byte> Properties { get; init; }

    public int Qos { get; init; }

    public bool Retain { get; init; }

    /// <summary>Whether it is of MQTT 5.</summary>
    public bool Version5 { get; init; }

    /// <summary>The octets of the packet.</summary>
    public int Length => 1 + LengthBytes(RemainingLength) + RemainingLength;

    private int RemainingLength =>
        2 + Topic.Length + (Qos > 0 ? 2 : 0) + (Version5 ? LengthBytes(Properties.Length) + Properties.Length : 0) + Payload.Length;

    /// <summary>Writes the packet.</summary>
    /// <param name="to">Has <see cref="Length"/> octets.</param>
    /// <param name="packetId">Of no use at QoS 0.</param>
    public void Write(Span<byte> to, int packetId)
    {
        int at = 0;
        to[at++] = (byte)(PacketType.Publish | (Qos << PacketType.QosShift) | (Retain ? PacketType.RetainFlag : 0));
        at += WriteLength(to[at..], RemainingLength);
        BinaryPrimitives.WriteUInt16BigEndian(to[at..], (ushort)Topic.Length);
        at += 2;
        Topic.CopyTo(to[at..]);
        at += Topic.Length;
        if (Qos > 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(to[at..], (ushort)packetId);
            at += 2;
        }

        if (Version5)
        {
            at += WriteLength(to[at..], Properties.Length);
            Properties.CopyTo(to[at..]);
            at += Properties.Length;
        }

        Payload.CopyTo(to[at..]);
    }

    private static int LengthBytes(int length) => length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : length < 1 << 21 ? 3 : 4;

    // MQTT 3.1.1, 2.2.3: seven bits an octet, the lowest first.
    private static int WriteLength(Span<byte> to, int length)
    {
        int at = 0;
        while (length > 127)
        {
            to[at++] = (byte)(length | 0x80);
            length >>= 7;
        }

        to[at++] = (byte)length;
        return at;
    }
}
