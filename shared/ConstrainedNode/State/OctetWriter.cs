using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode
{
    /// <summary>Writes numbers and octets into a buffer that is large enough, in network order, and a checksum over them.</summary>
    internal sealed class OctetWriter
    {
        private readonly byte[] _buffer;

        internal OctetWriter(byte[] buffer)
        {
            _buffer = buffer;
        }

        internal int Length { get; private set; }

        internal void Octet(int value) => _buffer[Length++] = (byte)value;

        internal void Word(int value)
        {
            Octet(value >> 8);
            Octet(value);
        }

        internal void Int(int value)
        {
            Word(value >> 16);
            Word(value);
        }

        internal void Long(long value)
        {
            Int((int)(value >> 32));
            Int((int)value);
        }

        internal void Octets(byte[] octets, int length)
        {
            System.Array.Copy(octets, 0, _buffer, Length, length);
            Length += length;
        }

        internal void Reading(Reading reading)
        {
            int at = Length;
            ReadingOctets.Write(_buffer, ref at, reading, reading.UtcMs);
            Length = at;
        }

        internal void Checksum() => Int(Fnv.Hash(Fnv.Basis, _buffer, 0, Length));
    }
}
