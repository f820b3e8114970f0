using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>Writes a saved session, with a checksum at its end. What does not fit is counted, not written.</summary>
    internal sealed class SessionWriter
    {
        internal const int ChecksumLength = 2;

        // Version, flags, gateway id, message id, sleep, keep alive, length of the address, two counts and the checksum.
        internal const int FixedLength = 3 + 6 + 1 + 2 + ChecksumLength;

        // The next message id is after version, flags and gateway id.
        internal const int MessageIdAt = 3;
        internal const int ReceivedIdLength = 6;
        internal const int TopicOverhead = 5;

        private readonly byte[] _buffer;
        private readonly int _offset;
        private readonly int _end;
        private int _at;

        internal SessionWriter(byte[] buffer, int offset, int capacity)
        {
            _buffer = buffer;
            _offset = offset;
            _end = offset + capacity - ChecksumLength;
            _at = offset;
        }

        // Fletcher-16: octets that are exchanged change it too.
        internal static int Checksum(byte[] buffer, int offset, int end)
        {
            int low = 1;
            int high = 0;
            for (int i = offset; i < end; i++)
            {
                low = (low + buffer[i]) % 255;
                high = (high + low) % 255;
            }

            return (high << 8) | low;
        }

        internal bool HasRoomFor(int length) => length <= _end - _at;

        internal void Octet(int value)
        {
            if (HasRoomFor(1))
            {
                _buffer[_at] = (byte)value;
            }

            _at++;
        }

        internal void Word(int value)
        {
            Octet(value >> 8);
            Octet(value);
        }

        internal void Octets(byte[] octets)
        {
            if (HasRoomFor(octets.Length))
            {
                Array.Copy(octets, 0, _buffer, _at, octets.Length);
            }

            _at += octets.Length;
        }

        internal int Reserve()
        {
            Octet(0);
            return _at - 1;
        }

        internal void Set(int at, int value)
        {
            if (at < _end)
            {
                _buffer[at] = (byte)value;
            }
        }

        // The octets written; 0 if they did not fit.
        internal int Finish()
        {
            if (_at > _end)
            {
                return 0;
            }

            int checksum = Checksum(_buffer, _offset, _at);
            _buffer[_at] = (byte)(checksum >> 8);
            _buffer[_at + 1] = (byte)checksum;
            return _at + ChecksumLength - _offset;
        }
    }
}
