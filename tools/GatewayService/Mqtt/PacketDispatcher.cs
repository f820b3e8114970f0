using System.Buffers.Binary;
using MQTTnet.Exceptions;
using MQTTnet.Packets;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>Gives each packet of a connected broker to whom it concerns.</summary>
internal sealed class PacketDispatcher(
    MqttConnection connection, IMqttListener listener, PacketFactory factory, InputBuffer input, Exchanges exchanges, Incoming incoming)
{
    /// <summary>Handles a packet.</summary>
    /// <returns>Why the connection has to end; null where it goes on.</returns>
    public LinkFault? Handle(byte header, int offset, int length)
    {
        switch (header & PacketType.TypeMask)
        {
            case PacketType.Publish:
                return HandlePublish(header, offset, length);
            case PacketType.PubAck:
            case PacketType.PubRec:
            case PacketType.PubRel & PacketType.TypeMask:
            case PacketType.PubComp:
                return HandleAck(header & PacketType.TypeMask, offset, length);
            case PacketType.SubAck:
            case PacketType.UnsubAck:
            case PacketType.Disconnect:
                return HandleRare(header, offset, length);
            case PacketType.PingResp:
                return null;
            default:
                return new LinkFault($"unexpected packet 0x{header:X2}", ReasonCodes.ProtocolError);
        }
    }

    /// <summary>Reads a packet that is rare.</summary>
    /// <returns>The packet; null where it is malformed, and <paramref name="failure"/> says why.</returns>
    public MqttPacket? Decode(byte header, int offset, int length, out string failure)
    {
        failure = "";
        try
        {
            return factory.Decode(header, input.Buffer, offset, length);
        }
        catch (Exception e) when (e is MqttProtocolViolationException or ArgumentException or IndexOutOfRangeException)
        {
            failure = $"malformed packet 0x{header:X2}: {e.Message}";
            return null;
        }
    }

    private LinkFault? HandlePublish(byte header, int offset, int length)
    {
        if (incoming.Read(header, offset, length, out ReceivedPublish? message) is { } fault)
        {
            return fault;
        }

        if (message is { } publish)
        {
            listener.Received(connection, in publish);
        }

        return null;
    }

    private LinkFault? HandleAck(int type, int offset, int length)
    {
        if (length < 2)
        {
            return new LinkFault("malformed acknowledgement", ReasonCodes.MalformedPacket);
        }

        ushort id = BinaryPrimitives.ReadUInt16BigEndian(input.Buffer.AsSpan(offset));
        if (type == (PacketType.PubRel & PacketType.TypeMask))
        {
            incoming.OnReleased(id);
            return null;
        }

        // MQTT 5, 3.4.2.1: without a reason code it is success; 0x80 and up are refusals.
        exchanges.OnAcknowledged(type, id, length == 2 ? ReasonCodes.Success : input.Buffer[offset + 2]);
        return null;
    }

    private LinkFault? HandleRare(byte header, int offset, int length)
    {
        switch (Decode(header, offset, length, out string? failure))
        {
            case null:
                return new LinkFault(failure, ReasonCodes.MalformedPacket);
            case MqttSubAckPacket answer when exchanges.TakeRequest(InFlightKind.Subscribe, answer.PacketIdentifier) is var token and > 0:
                listener.Subscribed(connection, token, answer.ReasonCodes is { Count: > 0 } codes ? (int)codes[0] : ReasonCodes.Errors);
                return null;
            case MqttUnsubAckPacket answer when exchanges.TakeRequest(InFlightKind.Unsubscribe, answer.PacketIdentifier) is var token and > 0:
                listener.Unsubscribed(connection, token);
                return null;
            case MqttDisconnectPacket disconnect:
                return new LinkFault($"the broker disconnects: {disconnect.ReasonCode} {disconnect.ReasonString}".TrimEnd(), ReasonCodes.Success);
            default:
                return null;
        }
    }
}
