using System.Buffers.Binary;
using System.Net.Sockets;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// The packets that wait for the next write to the socket, one after another: many packets go in one call. It grows
/// to its limit and no further; what does not fit is refused before anything is written.
/// </summary>
internal sealed class OutputBuffer(int bytesMax)
{
    private const int StartBytes = 256;

    // Type, four octets of remaining length, topic length, packet id, property length.
    private const int PublishOverheadMax = 1 + 4 + 2 + 2 + 1;
    private const int AckBytes = 4;

    private byte[] _buffer = [];
    private int _start;
    private int _end;

    public int Pending => _end - _start;

    public int BytesMax => bytesMax;

    /// <summary>The most octets that a PUBLISH can have.</summary>
    public static int PublishBytes(int topicLength, int payloadLength) => PublishOverheadMax + topicLength + payloadLength;

    /// <summary>Whether a PUBLISH of this size fits now.</summary>
    public bool Fits(int topicLength, int payloadLength) => PublishBytes(topicLength, payloadLength) <= bytesMax - Pending;

    /// <summary>Whether a PUBLISH of this size would still fit when all others that are kept are sent again with it.</summary>
    public bool FitsAgain(long keptBytes, int topicLength, int payloadLength) => keptBytes + PublishBytes(topicLength, payloadLength) <= bytesMax;

    /// <summary>Appends PUBLISH; with MQTT 5 it has no properties.</summary>
    /// <returns>The packet's octets; empty when it does not fit.</returns>
    public ReadOnlySpan<byte> Publish(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, int qos, bool retain, int packetId, bool version5)
    {
        var remaining = 2 + topic.Length + (qos > 0 ? 2 : 0) + (version5 ? 1 : 0) + payload.Length;
        if (!TryReserve(PublishOverheadMax + topic.Length + payload.Length))
        {
            return default;
        }

        var start = _end;
        var to = _buffer.AsSpan(_end);
        var at = 0;
        to[at++] = (byte)(PacketType.Publish | (qos << PacketType.QosShift) | (retain ? PacketType.RetainFlag : 0));
        at += WriteLength(to[at..], remaining);
        BinaryPrimitives.WriteUInt16BigEndian(to[at..], (ushort)topic.Length);
        at += 2;
        topic.CopyTo(to[at..]);
        at += topic.Length;
        if (qos > 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(to[at..], (ushort)packetId);
            at += 2;
        }

        if (version5)
        {
            to[at++] = 0;
        }

        payload.CopyTo(to[at..]);
        _end += at + payload.Length;
        return _buffer.AsSpan(start, _end - start);
    }

    /// <summary>Appends PUBACK, PUBREC, PUBREL or PUBCOMP without a reason code, which is the same in both versions.</summary>
    public bool TryAck(byte type, int packetId)
    {
        if (!TryReserve(AckBytes))
        {
            return false;
        }

        _buffer[_end] = type;
        _buffer[_end + 1] = 2;
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(_end + 2), (ushort)packetId);
        _end += AckBytes;
        return true;
    }

    /// <summary>Appends whole packets.</summary>
    public bool TryAppend(ReadOnlySpan<byte> packet)
    {
        if (!TryReserve(packet.Length))
        {
            return false;
        }

        packet.CopyTo(_buffer.AsSpan(_end));
        _end += packet.Length;
        return true;
    }

    /// <summary>Writes what the socket takes without waiting.</summary>
    /// <returns>The socket's error; <see cref="SocketError.WouldBlock"/> when something is left.</returns>
    public SocketError Send(Socket socket)
    {
        while (_start < _end)
        {
            var sent = socket.Send(_buffer.AsSpan(_start, _end - _start), SocketFlags.None, out var error);
            if (error != SocketError.Success)
            {
                return error;
            }

            _start += sent;
        }

        _start = 0;
        _end = 0;
        return SocketError.Success;
    }

    public void Clear()
    {
        _start = 0;
        _end = 0;
    }

    private bool TryReserve(int bytes)
    {
        if (_buffer.Length - _end >= bytes)
        {
            return true;
        }

        if (Pending + bytes > bytesMax)
        {
            return false;
        }

        var size = Math.Max(_buffer.Length, Math.Min(StartBytes, bytesMax));
        while (size < Pending + bytes)
        {
            size = Math.Min(size * 2, bytesMax);
        }

        var target = size == _buffer.Length ? _buffer : GC.AllocateUninitializedArray<byte>(size);
        _buffer.AsSpan(_start, Pending).CopyTo(target);
        _buffer = target;
        _end -= _start;
        _start = 0;
        return true;
    }

    // MQTT 3.1.1, 2.2.3: seven bits an octet, the lowest first.
    private static int WriteLength(Span<byte> to, int length)
    {
        var at = 0;
        while (length > 127)
        {
            to[at++] = (byte)(length | 0x80);
            length >>= 7;
        }

        to[at++] = (byte)length;
        return at;
    }
}
