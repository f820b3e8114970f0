using System;

namespace SensorNet.Broker
{
    /// <summary>Writes numbers in network order and vectors with a length before them into one array.</summary>
    public sealed class TlsOctets
    {
        private readonly byte[] _octets;
        private int _length;

        /// <summary>Makes room.</summary>
        /// <param name="octetsMax">The most that is written; more throws.</param>
        public TlsOctets(int octetsMax)
        {
            _octets = new byte[octetsMax];
        }

        /// <summary>Writes one octet.</summary>
        public void Octet(int value) => _octets[_length++] = (byte)value;

        /// <summary>Writes two octets.</summary>
        public void Number16(int value)
        {
            Octet(value >> 8);
            Octet(value);
        }

        /// <summary>Writes a vector of numbers of two octets.</summary>
        public void Numbers16(int[] values)
        {
            Number16(values.Length * 2);
            for (int i = 0; i < values.Length; i++)
            {
                Number16(values[i]);
            }
        }

        /// <summary>Writes octets as they are.</summary>
        public void Octets(byte[] values)
        {
            Array.Copy(values, 0, _octets, _length, values.Length);
            _length += values.Length;
        }

        /// <summary>Leaves room for a vector's length, and returns where its content begins.</summary>
        public int BeginVector(int lengthOctets)
        {
            _length += lengthOctets;
            return _length;
        }

        /// <summary>Writes the length of the vector that begins at <paramref name="start"/> and ends here.</summary>
        public void EndVector(int start, int lengthOctets)
        {
            int length = _length - start;
            for (int i = 1; i <= lengthOctets; i++)
            {
                _octets[start - i] = (byte)length;
                length >>= 8;
            }
        }

        /// <summary>What was written.</summary>
        public byte[] ToArray()
        {
            byte[] written = new byte[_length];
            Array.Copy(_octets, written, _length);
            return written;
        }
    }
}
