using System.Buffers.Binary;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>The broker's messages: PUBLISH is read where it arrived, its exchange is kept to its end, and what is acknowledged is answered.</summary>
/// <param name="version5">Whether a PUBLISH has properties (MQTT 5).</param>
/// <param name="link">Where answers go, and whose input holds the packets.</param>
/// <param name="memory">What outlives the process.</param>
/// <param name="oversized">Told of a message that is longer than the input limit: it is lost, since no datagram can hold it.</param>
internal sealed class Incoming(bool version5, MqttLink link, ExchangeMemory memory, Action oversized)
{
    private readonly HeldMessages _held = Restored(memory);

    /// <summary>The broker has begun a new session.</summary>
    public void BeginSession()
    {
        Forget();
        _held.BeginSession();
    }

    /// <summary>Nothing of its exchanges outlives the process any more.</summary>
    public void Forget()
    {
        foreach (int packetId in _held.AwaitingRelease())
        {
            memory.EndHeld(packetId);
        }
    }

    /// <summary>Reads a PUBLISH.</summary>
    /// <returns>False where it is malformed.</returns>
    /// <param name="header">The packet's first octet.</param>
    /// <param name="offset">Where its body begins.</param>
    /// <param name="length">The octets of its body.</param>
    /// <param name="message">What it is, or null where there is nothing to pass on: it is repeated, or too long.</param>
    public bool TryRead(byte header, int offset, int length, out ReceivedPublish? message)
    {
        message = null;
        byte[] buffer = link.Input.Buffer;
        int end = offset + length;
        int qos = (header >> PacketType.QosShift) & PacketType.QosMask;
        if (length < 2 || qos == 3)
        {
            return false;
        }

        ushort topicLength = BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(offset));
        int at = offset + 2 + topicLength;
        int id = 0;
        if (qos > 0 && at + 2 <= end)
        {
            id = BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(at));
            at += 2;
        }

        if (at > end || (qos > 0 && id == 0) || (version5 && !link.Input.Oversize && !TrySkipProperties(buffer, ref at, end)))
        {
            return false;
        }

        if (link.Input.Oversize)
        {
            RefuseOversize(qos, id);
        }
        else if (qos == 0 || IsNew(qos, id))
        {
            int token = qos == 0 ? 0 : _held.Token(id, qos);
            message = new ReceivedPublish(offset + 2, topicLength, at, end - at, qos, (header & PacketType.RetainFlag) != 0, token);
        }

        return true;
    }

    /// <summary>PUBREL has come.</summary>
    public void OnReleased(int packetId)
    {
        if (_held.Release(packetId))
        {
            memory.EndHeld(packetId);
        }

        link.Acknowledge(PacketType.PubComp, packetId);
    }

    /// <summary>
    /// The gateway has taken a message over. While the connection is away its session can outlive it: then the broker sends the message again, and is
    /// answered then.
    /// </summary>
    public void TakeOver(int token, bool isConnected)
    {
        if (!_held.TryTakeOver(token, out int packetId, out int qos))
        {
            return;
        }

        if (qos == 2)
        {
            memory.KeepHeld(packetId);
        }

        if (isConnected)
        {
            Answer(qos, packetId);
        }
    }

    private static HeldMessages Restored(ExchangeMemory memory)
    {
        HeldMessages held = new HeldMessages();
        foreach (int packetId in memory.Held)
        {
            held.Restore(packetId);
        }

        return held;
    }

    private bool IsNew(int qos, int id)
    {
        if (_held.TryAdd(id))
        {
            return true;
        }

        // Repeated after a reconnection: its owner has it still, or our PUBREC was lost (MQTT 3.1.1, 4.3.3).
        if (qos == 2 && _held.AwaitsRelease(id))
        {
            Answer(qos, id);
        }

        return false;
    }

    // Unacknowledged it would come again and again.
    private void RefuseOversize(int qos, int id)
    {
        oversized();
        if (qos > 0)
        {
            Answer(qos, id);
        }
    }

    private void Answer(int qos, int packetId) => link.Acknowledge(qos == 1 ? PacketType.PubAck : PacketType.PubRec, packetId);

    private static bool TrySkipProperties(byte[] buffer, ref int at, int end)
    {
        int length = 0;
        for (int shift = 0; shift <= 21; shift += 7)
        {
            if (at == end)
            {
                return false;
            }

            byte octet = buffer[at++];
            length |= (octet & 0x7F) << shift;
            if ((octet & 0x80) == 0)
            {
                at += length;
                return at <= end;
            }
        }

        return false;
    }
}
