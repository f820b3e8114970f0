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

    private const int AckBytes = 4;

    private byte[] _buffer = [];
    private byte[] _spare = [];
    private int _start;
    private int _end;
    private int _taken;

    /// <summary>Octets that are not written yet, those included that are being written.</summary>
    public int Pending => _end - _start + _taken;

    public int BytesMax => bytesMax;

    /// <summary>Whether a packet of this size fits now.</summary>
    public bool Fits(int packetBytes) => packetBytes <= bytesMax - Pending;

    /// <summary>Appends PUBLISH.</summary>
    /// <returns>The packet's octets; empty when it does not fit.</returns>
    public ReadOnlySpan<byte> Publish(in OutgoingPublish message, int packetId)
    {
        int length = message.Length;
        if (!TryReserve(length))
        {
            return default;
        }

        Span<byte> packet = _buffer.AsSpan(_end, length);
        message.Write(packet, packetId);
        _end += length;
        return packet;
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
            int sent = socket.Send(_buffer.AsSpan(_start, _end - _start), SocketFlags.None, out SocketError error);
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

    /// <summary>
    /// Gives what has gathered to a writer that takes its time; nothing else is taken until <see cref="Return"/>. It counts as pending until then.
    /// </summary>
    public ReadOnlyMemory<byte> Take()
    {
        ReadOnlyMemory<byte> taken = _buffer.AsMemory(_start, _end - _start);
        (_buffer, _spare) = (_spare, _buffer);
        _taken = taken.Length;
        _start = 0;
        _end = 0;
        return taken;
    }

    /// <summary>What was taken is written.</summary>
    public void Return() => _taken = 0;

    /// <summary>Discards what waits. A writer may still have what it took: its memory is not used again.</summary>
    public void Clear()
    {
        if (_taken > 0)
        {
            _spare = [];
            _taken = 0;
        }

        _start = 0;
        _end = 0;
    }

    private bool TryReserve(int bytes)
    {
        if (_buffer.Length - _end >= bytes && _taken == 0)
        {
            return true;
        }

        if (Pending + bytes > bytesMax)
        {
            return false;
        }

        if (_buffer.Length - _end >= bytes)
        {
            return true;
        }

        int waiting = _end - _start;
        int size = Math.Max(_buffer.Length, Math.Min(StartBytes, bytesMax));
        while (size < waiting + bytes)
        {
            size = Math.Min(size * 2, bytesMax);
        }

        byte[] target = size == _buffer.Length ? _buffer : GC.AllocateUninitializedArray<byte>(size);
        _buffer.AsSpan(_start, waiting).CopyTo(target);
        _buffer = target;
        _end -= _start;
        _start = 0;
        return true;
    }
}
