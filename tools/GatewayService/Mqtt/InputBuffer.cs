using System.Net.Sockets;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// What came from the broker, cut into packets. A packet longer than the limit is told by its beginning and its rest is
/// thrown away as it comes: such a message fits no datagram either.
/// </summary>
internal sealed class InputBuffer(int startBytes, int bytesMax)
{
    private const int HeaderBytesMax = 5;

    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private long _skip;

    public byte[] Buffer => _buffer;

    /// <summary>Of the packet that <see cref="TryNext"/> found: its first octet.</summary>
    public byte Header { get; private set; }

    /// <summary>Where what follows the length begins in <see cref="Buffer"/>.</summary>
    public int BodyOffset { get; private set; }

    /// <summary>The octets of the body that are there: all, unless the packet is <see cref="Oversize"/>.</summary>
    public int BodyLength { get; private set; }

    public bool Oversize { get; private set; }

    /// <summary>A length field longer than MQTT allows: nothing that follows can be understood.</summary>
    public bool Malformed { get; private set; }

    /// <summary>Reads once, without waiting.</summary>
    /// <returns>The octets read; 0 when the broker closed the connection or there is an error.</returns>
    public int Receive(Socket socket, out SocketError error)
    {
        MakeRoom();
        int count = socket.Receive(_buffer.AsSpan(_end), SocketFlags.None, out error);
        if (error != SocketError.Success)
        {
            return 0;
        }

        _end += count;
        return count;
    }

    /// <summary>Where the next read goes, for a reader that takes its time; nothing else is read until <see cref="OnReceived"/>.</summary>
    public Memory<byte> Free()
    {
        MakeRoom();
        return _buffer.AsMemory(_end);
    }

    /// <summary>So many octets are in the memory of <see cref="Free"/>.</summary>
    public void OnReceived(int count) => _end += count;

    /// <summary>Discards everything. A reader may still write to the memory of <see cref="Free"/>: it is not used again.</summary>
    public void Abandon()
    {
        _buffer = [];
        Clear();
    }

    /// <summary>The first octet of what is no whole packet yet; null when nothing is left.</summary>
    public byte? FirstOctet => _start < _end ? _buffer[_start] : null;

    /// <summary>Whether the last read filled the buffer, so that there is likely more.</summary>
    public bool WasFilled => _end == _buffer.Length;

    /// <summary>Finds the next packet that is there.</summary>
    public bool TryNext()
    {
        Skip();
        int available = _end - _start;
        if (available < 2)
        {
            return false;
        }

        int length = 0;
        int at = 1;
        byte octet;
        do
        {
            if (at == HeaderBytesMax)
            {
                Malformed = true;
                return false;
            }

            if (at == available)
            {
                return false;
            }

            octet = _buffer[_start + at];
            length |= (octet & 0x7F) << (7 * (at - 1));
            at++;
        }
        while ((octet & 0x80) != 0);

        Header = _buffer[_start];
        BodyOffset = _start + at;
        Oversize = at + length > bytesMax;
        if (!Oversize && available < at + length)
        {
            return false;
        }

        if (Oversize && available < bytesMax)
        {
            return false;
        }

        BodyLength = Math.Min(length, available - at);
        _start += at + BodyLength;
        _skip = length - BodyLength;
        return true;
    }

    public void Clear()
    {
        _start = 0;
        _end = 0;
        _skip = 0;
        Malformed = false;
    }

    private void Skip()
    {
        if (_skip == 0)
        {
            return;
        }

        int now = (int)Math.Min(_skip, _end - _start);
        _start += now;
        _skip -= now;
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = 0;
            _end = 0;
        }

        if (_end < _buffer.Length)
        {
            return;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
            return;
        }

        // A packet that is not whole fills the buffer: TryNext takes one of bytesMax for oversize, so it never needs more.
        Array.Resize(ref _buffer, Math.Clamp(_buffer.Length * 2, Math.Min(startBytes, bytesMax), bytesMax));
    }
}
