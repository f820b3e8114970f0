using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode
{
    /// <summary>Reads what <see cref="OctetWriter"/> wrote. Past the end it gives zeros, and <see cref="IsIntact"/> says so.</summary>
    internal sealed class OctetReader
    {
        private const int ChecksumBytes = 4;
        private readonly byte[] _buffer;
        private readonly int _end;
        private int _at;

        internal OctetReader(byte[] buffer)
        {
            _buffer = buffer;
            _end = buffer.Length - ChecksumBytes;
            IsIntact = _end >= 0;
            if (IsIntact)
            {
                _at = _end;
                _end = buffer.Length;
                int checksum = Int();
                _at = 0;
                _end = buffer.Length - ChecksumBytes;
                IsIntact = checksum == Fnv.Hash(Fnv.Basis, buffer, 0, _end);
            }
        }

        internal bool IsIntact { get; private set; }

        internal bool IsAtEnd => _at == _end;

        internal int Octet()
        {
            if (_at >= _end)
            {
                IsIntact = false;
                return 0;
            }

            return _buffer[_at++];
        }

        internal int Word() => (Octet() << 8) | Octet();

        internal int Int() => (Word() << 16) | Word();

        internal long Long() => ((long)Int() << 32) | ((long)Int() & 0xFFFFFFFFL);

        internal void Reading(Reading reading) => IsIntact &= ReadingOctets.TryRead(_buffer, ref _at, _end, reading);

        internal byte[] Octets(int length)
        {
            if (length > _end - _at)
            {
                IsIntact = false;
                return new byte[0];
            }

            byte[] octets = new byte[length];
            System.Array.Copy(_buffer, _at, octets, 0, length);
            _at += length;
            return octets;
        }
    }
}
