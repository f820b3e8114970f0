using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// Reads a saved session. Nothing makes it throw: after the first octet that is not there it is no longer intact, and gives zeros.
    /// </summary>
    internal sealed class SessionReader
    {
        private readonly byte[] _buffer;
        private readonly int _end;
        private int _at;

        internal SessionReader(byte[] buffer, int offset, int length)
        {
            _buffer = buffer;
            _at = offset;
            bool inside = buffer != null && offset >= 0 && length >= SessionWriter.FixedLength && offset <= buffer.Length - length;
            if (!inside)
            {
                return;
            }

            _end = offset + length - SessionWriter.ChecksumLength;
            int checksum = (buffer[_end] << 8) | buffer[_end + 1];
            IsIntact = checksum == SessionWriter.Checksum(buffer, offset, _end);
        }

        internal bool IsIntact { get; private set; }

        internal bool IsAtEnd => _at == _end;

        internal int Octet()
        {
            if (!IsIntact || _at >= _end)
            {
                IsIntact = false;
                return 0;
            }

            _at++;
            return _buffer[_at - 1];
        }

        internal int Word()
        {
            int high = Octet();
            return (high << 8) | Octet();
        }

        internal byte[] Octets(int length)
        {
            if (!IsIntact || length > _end - _at)
            {
                IsIntact = false;
                return new byte[0];
            }

            byte[] octets = new byte[length];
            Array.Copy(_buffer, _at, octets, 0, length);
            _at += length;
            return octets;
        }
    }
}
